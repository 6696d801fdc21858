create or replace function sched_engine.what_if_roster_report(
    p_before sched.emp_schedules[], p_after sched.emp_schedules[], p_limit integer
)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with both_sides as (
        select
            b::sched.emp_schedules as row_value,
            false as is_after
        from unnest(p_before) as b
        union all
        select
            a::sched.emp_schedules,
            true
        from unnest(p_after) as a
    ),

    days as (
        select
            (s.row_value).employee_id,
            (s.row_value).schedule_date,
            coalesce(jsonb_agg(sched_engine.roster_row_json(s.row_value) order by (s.row_value).shift_start_time)
            filter (where not s.is_after), '[]') as before_rows,
            coalesce(jsonb_agg(sched_engine.roster_row_json(s.row_value) order by (s.row_value).shift_start_time)
            filter (where s.is_after), '[]') as after_rows
        from both_sides as s
        group by (s.row_value).employee_id, (s.row_value).schedule_date
    ),

    changed as (
        select
            d.*,
            e.employee_number,
            row_number() over (order by d.schedule_date, e.employee_number) as nr
        from days as d
        inner join sched.emp_employees as e on e.id = d.employee_id
        where d.before_rows <> d.after_rows
    )

    select jsonb_build_object(
        'hours_before', coalesce((
            select sum(sched_engine.hours((s.row_value).shift_start_time, (s.row_value).shift_end_time))
            from both_sides as s
            where not s.is_after and (s.row_value).schedule_status = 'scheduled'
        ), 0),
        'hours_after', coalesce((
            select sum(sched_engine.hours((s.row_value).shift_start_time, (s.row_value).shift_end_time))
            from both_sides as s
            where s.is_after and (s.row_value).schedule_status = 'scheduled'
        ), 0),
        'total', (select count(*) from changed),
        'changes', coalesce((
            select jsonb_agg(jsonb_build_object(
                'employee_id', c.employee_id, 'employee_number', c.employee_number, 'schedule_date', c.schedule_date,
                'before', c.before_rows, 'after', c.after_rows
            ) order by c.nr)
            from changed as c
            where c.nr <= p_limit
        ), '[]')
    )
$$;

comment on function sched_engine.what_if_roster_report(sched.emp_schedules[], sched.emp_schedules[], integer) is
    'Two rosters compared, as sched_engine.what_if_roster tells it: hours worked before and after, how many dates of
people differ, and the first p_limit of them.';
