create or replace function sched_engine.lint_assignments(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        'warning',
        'LINT-008',
        'resource',
        r.resource_code::text,
        greatest(a.effective_date, p_from),
        least(a.end_date, p_to),
        format('No machine follows its pattern %s: %s.', p.pattern_code, case
            when exists (
                select from sched.resources as m
                where m.path_ids @> array[r.id] and m.requires_scheduling and m.is_active
            )
                then 'all at and below it have patterns of their own on those dates'
            else 'no scheduled machine is at or below it'
        end),
        format('Remove the assignment (sched unassign %s --from %s), or those below it.', r.resource_code,
            a.effective_date)
    from sched.resource_pattern_assignments as a
    inner join sched.resources as r on r.id = a.resource_id
    inner join sched.operating_patterns as p on p.id = a.pattern_id
    where a.effective_date <= p_to
        and coalesce(a.end_date, p_to) >= p_from
        and a.id not in (
            select e.assignment_id
            from sched_engine.effective_patterns(sched_engine.visible_machines(), p_from, p_to) as e
        )
$$;

comment on function sched_engine.lint_assignments(date, date) is
    'Assignments between p_from and p_to that decide for no machine on any date (LINT-008).';
