create or replace function sched_engine.employee_zone(p_employee_id bigint, p_on date)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select sched_engine.nearest_zone(r.path_ids)
            from (
                select
                    t.resource_id,
                    1 as nr
                from sched.emp_team_assignments as a
                inner join sched.emp_teams as t on t.id = a.team_id
                where a.employee_id = p_employee_id and a.is_primary and a.start_date <= p_on
                    and coalesce(a.end_date, 'infinity') >= p_on
                union all
                select
                    e.resource_id,
                    2
                from sched.emp_employees as e
                where e.id = p_employee_id and e.resource_id is not null
            ) as h
            inner join sched.resources as r on r.id = h.resource_id
            order by h.nr
            limit 1
        ),
        'UTC'
    )
$$;

comment on function sched_engine.employee_zone(bigint, date) is
    'Time zone by which somebody lives on a date: of the home of their primary team, else of the part of the plant they
belong to, else UTC.';
