begin;
select plan(1);

select is_empty(
    $$select t.name, e.event
        from unnest(array[
            'api_keys', 'resources',
            'operating_patterns', 'pattern_rules', 'resource_pattern_assignments', 'holiday_calendars',
            'holidays', 'resource_calendar_assignments', 'schedule_exceptions', 'system_configuration',
            'emp_departments', 'emp_positions', 'emp_employees', 'emp_resource_qualifications', 'emp_teams',
            'emp_team_assignments'
        ]) as t (name)
        cross join (values ('INSERT', 4), ('DELETE', 8), ('UPDATE', 16)) as e (event, bit)
        where not exists (
            select from pg_trigger as g
            where g.tgrelid = ('sched.' || t.name)::regclass
                and g.tgfoid = 'sched_engine.audit_changes'::regproc
                and g.tgtype & e.bit > 0 and g.tgenabled = 'O'
        )$$,
    'inserts, updates and deletes'
);

select * from finish();
rollback;
