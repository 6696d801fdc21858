begin;
select plan(7);

create temporary view our_schemas as
select n.oid, n.nspname from pg_namespace as n
where n.nspname in ('sched', 'sched_engine', 'sched_oee', 'sched_http', 'api_v1', 'api_v2');

select is_empty(
    $$select nspname from our_schemas where obj_description(oid, 'pg_namespace') is null$$, 'schemas'
);
select is_empty(
    $$select c.oid::regclass from pg_class as c inner join our_schemas as s on s.oid = c.relnamespace
        where c.relkind in ('r', 'v', 'm') and obj_description(c.oid, 'pg_class') is null$$,
    'tables and views'
);
select is_empty(
    $$select c.oid::regclass, a.attname
        from pg_class as c
        inner join our_schemas as s on s.oid = c.relnamespace
        inner join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind in ('v', 'm') and s.nspname in ('sched_oee', 'api_v1', 'api_v2')
            and col_description(c.oid, a.attnum) is null$$,
    'columns of the views that others read'
);
select is_empty(
    $$select c.oid::regclass, a.attname
        from pg_class as c
        inner join our_schemas as s on s.oid = c.relnamespace
        inner join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relname in ('equipment_schedules', 'schedule_changes', 'generated_dates')
            and a.attname not in (
                'id', 'resource_id', 'planned_start_time', 'schedule_status', 'changed_at', 'change_kind',
                'first_generated_at', 'last_generated_at'
            )
            and col_description(c.oid, a.attnum) is null$$,
    'columns of the plan, unless their name says it all'
);
select is_empty(
    $$select p.oid::regprocedure from pg_proc as p inner join our_schemas as s on s.oid = p.pronamespace
        where obj_description(p.oid, 'pg_proc') is null$$,
    'functions'
);
select is_empty(
    $$select t.oid::regtype from pg_type as t inner join our_schemas as s on s.oid = t.typnamespace
        where t.typtype in ('e', 'd') and obj_description(t.oid, 'pg_type') is null$$,
    'types'
);
select is_empty(
    $$select rolname from pg_roles
        where rolname ~ '^sched_(owner|authenticator|anon|viewer|oee_reader|planner|admin)$'
            and shobj_description(oid, 'pg_authid') is null$$,
    'roles'
);

select * from finish();
rollback;
