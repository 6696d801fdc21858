create or replace function sched_engine.employee_homes(p_employee_ids bigint[], p_from date, p_to date)
returns table (employee_id bigint, first_date date, end_date date, resource_id bigint, time_zone text)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with members as materialized (
        select
            m.employee_id,
            daterange(p_from, p_to, '[]') * daterange(m.start_date, m.end_date, '[]') as dates,
            t.resource_id
        from sched.emp_team_assignments as m
        inner join sched.emp_teams as t on t.id = m.team_id
        where m.employee_id = any(p_employee_ids) and m.is_primary
            and m.start_date <= p_to and coalesce(m.end_date, 'infinity') >= p_from
    ),

    homes as (
        select * from members
        union all
        select
            e.id,
            d.part,
            e.resource_id
        from sched.emp_employees as e
        left join (
            select
                m.employee_id,
                range_agg(m.dates) as dates
            from members as m
            group by m.employee_id
        ) as a on a.employee_id = e.id
        cross join lateral unnest(datemultirange(daterange(p_from, p_to, '[]')) - coalesce(a.dates, '{}')) as d (part)
        where e.id = any(p_employee_ids)
    )

    select
        h.employee_id,
        lower(h.dates),
        upper(h.dates),
        h.resource_id,
        coalesce(z.time_zone, 'UTC')
    from homes as h
    left join sched_engine.effective_time_zones(
        array(
            select t.resource_id from sched.emp_teams as t
            union
            select e.resource_id from sched.emp_employees as e where e.resource_id is not null
        )
    ) as z on z.resource_id = h.resource_id;
end
$$;

comment on function sched_engine.employee_homes(bigint[], date, date) is
    'Where these people belong, and by which clock they live, on the dates p_from to p_to, both included: by the home of
their primary team, else by the part of the plant they belong to (null: none, UTC). first_date up to, but not, end_date.
For one person and date: sched_engine.employee_zone.';
