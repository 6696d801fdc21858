create or replace function sched_engine.explain_not_counted(
    p_requirement_id bigint, p_employee_ids bigint[], p_counted jsonb, p_at timestamptz, p_zone text
)
returns setof jsonb
language plpgsql
stable
rows 20
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 50;
    v_first constant date := (p_at at time zone 'UTC')::date - 4;
    v_last constant date := (p_at at time zone 'UTC')::date + 3;
    v_date constant date := (p_at at time zone p_zone)::date;
begin
    return query
    with counted as materialized (
        select c.*
        from jsonb_to_recordset(p_counted) as c (employee_id bigint, requirement_id bigint, could_fill bigint[])
    ),

    shifts as materialized (
        select distinct on (s.employee_id) s.*
        from sched.emp_schedules as s
        where s.employee_id = any(p_employee_ids) and s.schedule_date between v_first and v_last
            and s.shift_start_time <= p_at and s.shift_end_time > p_at
        order by s.employee_id, s.schedule_status
    ),

    unfit as materialized (
        select u.*
        from (
            select
                array_agg(e.id) as ids,
                array_agg(coalesce(s.schedule_date, v_date)) as dates
            from unnest(p_employee_ids) as e (id)
            left join shifts as s on s.employee_id = e.id
        ) as a
        cross join lateral sched_engine.unfit_people(p_requirement_id, a.ids, a.dates) as u
    ),

    others as (
        select
            v.id,
            v.employee_number,
            c.employee_id is not null as is_on_shift,
            c.requirement_id,
            p_requirement_id = any(c.could_fill) as could_be_counted,
            u.why,
            s::sched.emp_schedules as shift
        from sched_engine.visible_employees as v
        inner join sched.emp_employees as e on e.id = v.id and e.is_active
        left join counted as c on c.employee_id = v.id
        left join shifts as s on s.employee_id = v.id
        left join unfit as u on u.employee_id = v.id
        where v.id = any(p_employee_ids)
            and c.requirement_id is distinct from p_requirement_id
            -- Of those who are not there, the ones who would do, and those who would have but for a date.
            and (c.employee_id is not null or u.why is null or u.why like '%expired%')
        order by s.employee_id is null, c.employee_id is not null, v.employee_number
        limit v_most
    )

    select jsonb_build_object(
        'employee_id', o.id,
        'employee_number', o.employee_number,
        'is_on_shift', o.is_on_shift,
        'why', case
            when not o.is_on_shift then sched_engine.explain_roster_row(o.id, o.shift, v_date, p_zone)
            when o.requirement_id is not null and o.could_be_counted then format(
                '%s is counted for requirement %s at %s.', o.employee_number, o.requirement_id,
                sched_engine.resource_code((select q.resource_id from sched.emp_requirements as q where q.id = o.requirement_id))
            )
            else format('%s %s.', o.employee_number, coalesce(o.why, 'works elsewhere'))
        end
    )
    from others as o;
end
$$;

comment on function sched_engine.explain_not_counted(bigint, bigint[], jsonb, timestamptz, text) is
    'Why those of these people whom the request may see are not counted for a requirement at an instant: absent, off,
qualified too little or no longer, needed elsewhere. p_counted: what sched_engine.people_counted says of the instant. The
first 50, those whose shift it is before the others.';
