create or replace function sched_engine.roster_differences(
    p_employee_ids bigint[], p_dates datemultirange, p_with_missing boolean, p_now timestamptz, p_anew datemultirange
)
returns setof sched_engine.roster_difference
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_from constant date := lower(p_dates);
    v_to constant date := upper(p_dates) - 1;
    v_lock constant date := sched_engine.period_lock();
begin
    return query
    -- By grouping, because a join is slow where it is taken for a small one: what is there twice is stored and planned.
    with alone as (
        select
            u.employee_id,
            u.team_id,
            u.pattern_id,
            u.shift_start_time,
            u.shift_end_time,
            u.schedule_date,
            u.shift_second,
            u.schedule_status,
            u.shift_code,
            u.absence_id,
            u.holiday_id,
            u.roster_change_id,
            u.owner_id,
            bool_or(u.is_stored) as is_stored
        from (
            select
                s.*,
                true as is_stored
            from sched.emp_schedules as s
            where s.employee_id = any(p_employee_ids) and s.schedule_date between v_from and v_to
            union all
            select
                r.*,
                false
            from sched_engine.roster_rows(p_employee_ids, v_from, v_to, p_now, p_anew) as r
        ) as u
        group by
            u.employee_id, u.team_id, u.pattern_id, u.shift_start_time, u.shift_end_time, u.schedule_date,
            u.shift_second, u.schedule_status, u.shift_code, u.absence_id, u.holiday_id, u.roster_change_id, u.owner_id
        having count(*) = 1
    ),

    rows_alone as (
        select
            row(
                a.employee_id, a.team_id, a.pattern_id, a.shift_start_time, a.shift_end_time, a.schedule_date,
                a.shift_second, a.schedule_status, a.shift_code, a.absence_id, a.holiday_id, a.roster_change_id,
                a.owner_id
            )::sched.emp_schedules as row_value,
            a.is_stored
        from alone as a
        inner join sched.emp_generated_dates as g on g.employee_id = a.employee_id
        where case
            when p_with_missing then not (g.dates @> a.schedule_date and coalesce(a.schedule_date <= v_lock, false))
            else g.dates @> a.schedule_date and not coalesce(a.schedule_date <= v_lock, false)
        end
        and p_dates @> a.schedule_date
    )

    select
        (array_agg(r.row_value) filter (where r.is_stored))[1],
        (array_agg(r.row_value) filter (where not r.is_stored))[1]
    from rows_alone as r
    group by
        (r.row_value).employee_id, (r.row_value).schedule_date, (r.row_value).shift_start_time,
        (r.row_value).schedule_status;
end
$$;

comment on function sched_engine.roster_differences(bigint[], datemultirange, boolean, timestamptz, datemultirange) is
    'Where the stored roster of these people is not what it should be, row by row, on those of these business dates
that were generated (p_with_missing: on all) and are not locked. p_now and p_anew as in sched_engine.roster_rows.
Writes nothing.';
