-- Exactly who may do what over HTTP. A letter stands for a role: n nobody (anonymous), o OEE reader, v viewer,
-- p planner, a admin; S, I, U, D for select, insert, update, delete.
begin;
select plan(6);

create temporary table roles (nr, letter, name) as
values
(1, 'n', 'sched_anon'), (2, 'o', 'sched_oee_reader'), (3, 'v', 'sched_viewer'), (4, 'p', 'sched_planner'),
(5, 'a', 'sched_admin');

select results_eq(
    $$
        select (c.relname || ' ' || string_agg(r.letter || a.rights, ' ' order by r.nr)) collate "default"
        from pg_class as c
        cross join roles as r
        cross join lateral (
            select string_agg(p.letter, '' order by p.nr) as rights
            from (
                values (1, 'S', 'select'), (2, 'I', 'insert'), (3, 'U', 'update'), (4, 'D', 'delete'),
                (5, 'other', 'truncate, references, trigger')
            ) as p (nr, letter, privilege)
            where has_table_privilege(r.name, c.oid, p.privilege)
        ) as a
        where c.relnamespace = 'api_v1'::regnamespace and c.relkind in ('r', 'v', 'm', 'p', 'f')
        group by c.relname
        order by c.relname collate "C"
    $$,
    array[
        'api_keys aS', 'audit_log aS', 'calendar_assignments vS pSIUD aSIUD', 'calendars vS pSIUD aSIUD',
        'current_status oS vS pS aS', 'daily_availability oS vS pS aS', 'equipment_schedules oS vS pS aS',
        'exceptions vS pSIUD aSIUD', 'generation_summary vS pS aS', 'health nS oS vS pS aS',
        'holidays vS pSIUD aSIUD', 'inheritance_tree vS pS aS', 'jobs vS pS aS', 'lint_findings vS pS aS',
        'pattern_assignments vS pSIUD aSIUD', 'pattern_rules vS pSIUD aSIUD', 'patterns vS pSIUD aSIUD',
        'resource_tree oS vS pS aS', 'resources oS vS pS aSIUD', 'schedule_changes oS vS pS aS',
        'status vS pS aS', 'system_configuration aSIUD', 'waiting_edits vS pS aS', 'webhook_deliveries aS', 'webhook_status aS',
        'webhooks aSIUD'
    ],
    'views'
);
select results_eq(
    $$
        select distinct (p.proname || ' ' || (
            select coalesce(string_agg(r.letter, '' order by r.nr), '')
            from roles as r
            where has_function_privilege(r.name, p.oid, 'execute')
        )) collate "default" as line
        from pg_proc as p
        where p.pronamespace = 'api_v1'::regnamespace
        order by line
    $$,
    array[
        'add_working_time ovpa', 'assign_calendars pa', 'assign_pattern pa', 'availability_by_level ovpa',
        'bulk_assign pa',
        'calendar_feed novpa', 'cancel_job pa', 'cancel_occurrence pa', 'changes ovpa', 'children ovpa',
        'clear_schedules pa', 'close_exception pa', 'copy_pattern pa', 'create_pattern pa',
        'current_caller ovpa', 'current_status ovpa', 'daily_availability ovpa', 'equipment_calendar ovpa',
        'equipment_schedules ovpa',
        'exceptions ovpa', 'explain_availability ovpa', 'explain_request novpa',
        'export_availability ovpa', 'export_schedule ovpa',
        'generate_schedules pa', 'holidays ovpa', 'import_calendars pa', 'import_exceptions pa',
        'import_patterns pa', 'import_resources a', 'inheritance_tree_on vpa', 'next_available ovpa',
        'oee_availability ovpa', 'openapi novpa', 'parent ovpa', 'patterns ovpa', 'ping_webhook a', 'preview_assignment pa',
        'preview_calendars pa', 'preview_exception pa', 'preview_exception_change pa', 'preview_generation pa',
        'preview_holiday pa', 'preview_holiday_removal pa', 'preview_pattern vpa',
        'preview_pattern_rules pa', 'previous_available ovpa', 'replace_pattern_rules pa',
        'replay_webhook a',
        'resource_ancestors ovpa', 'resource_calendars vpa', 'resource_children ovpa',
        'resource_hierarchy ovpa', 'resource_pattern vpa', 'resources ovpa', 'rotate_webhook_secret a',
        'schedule_as_known ovpa',
        'schedule_changes ovpa',
        'set_default_calendar pa', 'unassign_pattern pa', 'webhook_deliveries ovpa', 'webhook_status ovpa', 'webhooks ovpa',
        'working_time ovpa'
    ],
    'functions'
);
select is_empty(
    $$select c.oid::regclass, a.attname
        from pg_attribute as a
        inner join pg_class as c on c.oid = a.attrelid
        where a.attacl is not null and c.relnamespace in (
            'sched'::regnamespace, 'sched_engine'::regnamespace, 'sched_oee'::regnamespace, 'api_v1'::regnamespace
        )$$,
    'no column has rights of its own'
);
select is_empty(
    $$select n.nspname, r.name
        from pg_namespace as n
        cross join roles as r
        where (n.nspname = 'sched_engine' or (n.nspname = 'sched' and r.letter not in ('p', 'a')))
            and has_schema_privilege(r.name, n.oid, 'usage, create')$$,
    'the inner schemas cannot be used, but for the types of what is written'
);
select is_empty(
    $$select n.nspname, r.name
        from pg_namespace as n
        cross join roles as r
        where n.nspname ~ '^(sched|api_v)' and has_schema_privilege(r.name, n.oid, 'create')$$,
    'nothing can be created'
);
select results_eq(
    $$select p.oid::regprocedure::text
        from pg_proc as p
        where p.pronamespace = 'sched_http'::regnamespace and has_function_privilege('sched_anon', p.oid, 'execute')
        order by 1$$,
    array['sched_http.authenticate()', 'sched_http.pre_request()'],
    'before a request everybody runs these'
);

select * from finish();
rollback;
