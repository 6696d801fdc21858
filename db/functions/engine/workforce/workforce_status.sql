create or replace function sched_engine.workforce_status()
returns table (
    is_on boolean,
    pattern_level text,
    departments bigint,
    positions bigint,
    employees bigint,
    employees_inactive bigint,
    teams bigint,
    memberships bigint,
    qualifications bigint,
    absences bigint,
    rosters bigint,
    generated_until date,
    marks_waiting bigint
)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with today as (
        select (sched_engine.current_instant() at time zone 'UTC')::date as day
    )

    select
        sched_engine.is_workforce_on(),
        (select c.config_value from sched.system_configuration as c where c.config_key = 'pattern_complexity_level'),
        (select count(*) from sched.emp_departments as d where d.is_active),
        (select count(*) from sched.emp_positions as p where p.is_active),
        (select count(*) from sched.emp_employees as e where e.is_active),
        (select count(*) from sched.emp_employees as e where not e.is_active),
        (select count(*) from sched.emp_teams as t where t.is_active),
        (
            select count(*) from sched.emp_team_assignments as a
            where daterange(a.start_date, a.end_date, '[]') @> t.day
        ),
        (
            select count(*) from sched.emp_resource_qualifications as q
            where q.is_active and daterange(q.certification_date, q.expiry_date, '[]') @> t.day
        ),
        (
            select count(*) from sched.emp_absences as a
            where a.absence_status <> 'cancelled'
                and coalesce(a.end_date, (a.end_time::timestamptz at time zone 'UTC')::date) >= t.day
        ),
        (select count(*) from sched.emp_generated_dates as g where g.dates <> '{}'),
        (
            select min(upper(g.dates)) - 1
            from sched.emp_generated_dates as g
            inner join sched.emp_employees as e on e.id = g.employee_id
            where e.is_active and g.dates <> '{}'
        ),
        (select count(*) from sched.emp_stale_dates as s)
    from today as t
$$;

comment on function sched_engine.workforce_status() is
    'Whether the workforce is on, the level of patterns that are offered, and how much there is: active departments,
positions, employees and teams; memberships and qualifications in force today (UTC); absences that are not over;
employees with a roster, and the last date that all of them have; edits that have not reached the roster.';
