create or replace function sched_engine.lint_people(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        'warning',
        'LINT-022',
        'employee',
        min(e.employee_number)::text,
        p_from,
        null::date,
        format('%s no primary team on %s, and so no shifts: %s.',
            sched_engine.counted(count(*), 'active employee has', 'active employees have'), p_from,
            sched_engine.shorten_names(array_agg(e.employee_number::text))),
        'Put them into a team (sched teams assign), or deactivate them (sched employees set --inactive).'
    from sched.emp_employees as e
    inner join sched_engine.visible_employees as v on v.id = e.id
    where e.is_active and p_from between e.hire_date and coalesce(e.termination_date, 'infinity')
        and not exists (
            select from sched.emp_team_assignments as m
            where m.employee_id = e.id and m.is_primary
                and p_from between m.start_date and coalesce(m.end_date, 'infinity')
        )
    having count(*) > 0
    union all
    select
        'warning',
        'LINT-023',
        'team',
        t.team_code::text,
        p_from,
        null,
        format('%s in it, and it has no shifts: it %s.', sched_engine.counted(count(*), 'person is', 'people are'),
            case when t.is_active then 'has no pattern' else 'is not active' end),
        format('Give it a pattern (sched teams set %s --pattern), or move its people.', t.team_code)
    from sched.emp_teams as t
    inner join sched_engine.visible_teams as v on v.id = t.id
    inner join sched.emp_team_assignments as m
        on m.team_id = t.id and m.is_primary and p_from between m.start_date and coalesce(m.end_date, 'infinity')
    where t.pattern_id is null or not t.is_active
    group by t.id
    union all
    select
        'info',
        'LINT-024',
        'resource',
        r.resource_code::text,
        min(q.expiry_date)::date,
        max(q.expiry_date)::date,
        format('%s within 30 days, not renewed yet: %s.',
            sched_engine.counted(count(*), 'qualification expires', 'qualifications expire'),
            sched_engine.shorten_names(array_agg(distinct e.employee_number::text))),
        'Renew them: sched qualifications renew'
    from sched.emp_resource_qualifications as q
    inner join sched.emp_employees as e on e.id = q.employee_id and e.is_active
    inner join sched_engine.visible_employees as v on v.id = e.id
    inner join sched.resources as r on r.id = q.resource_id
    where q.is_active and q.expiry_date between p_from and p_from + 30
        and not exists (
            select from sched.emp_resource_qualifications as n
            where n.employee_id = q.employee_id and n.resource_id = q.resource_id and n.is_active
                and n.certification_date > q.certification_date
        )
    group by r.id
$$;

comment on function sched_engine.lint_people(date, date) is
    'People without a team (LINT-022) and teams without shifts (LINT-023) on p_from, and qualifications that expire
within 30 days (LINT-024, once for each resource).';
