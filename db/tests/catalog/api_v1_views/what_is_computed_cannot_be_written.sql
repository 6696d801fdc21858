begin;
select plan(3);

select set_eq(
    $$select c.table_name || '.' || c.column_name from information_schema.columns as c
        where c.table_schema = 'api_v1' and c.is_updatable = 'NO'
            and c.table_name in ('resources', 'patterns', 'pattern_rules', 'calendars', 'holidays', 'system_configuration')$$,
    array[
        'calendars.created_at', 'calendars.entry_count', 'holidays.calendar_code', 'holidays.created_at',
        'pattern_rules.pattern_code', 'patterns.assignment_count', 'patterns.created_at',
        'patterns.is_system_pattern', 'patterns.updated_at', 'patterns.weekly_hours', 'resources.child_count',
        'resources.created_at', 'resources.effective_pattern_code', 'resources.effective_time_zone',
        'resources.hierarchy_level', 'resources.hierarchy_path', 'resources.parent_resource_code',
        'resources.pattern_inherited_from', 'resources.updated_at', 'system_configuration.modified_at',
        'system_configuration.modified_by'
    ],
    'these, and no other columns of the views that PostgreSQL writes through by itself'
);
select is_empty(
    $$select t.tgrelid::regclass, p.proname
        from pg_trigger as t
        inner join pg_class as c on c.oid = t.tgrelid
        inner join pg_proc as p on p.oid = t.tgfoid
        where c.relnamespace = 'sched'::regnamespace and not t.tgisinternal and not p.prosecdef
            and p.prosrc ~ '(sched_engine|from sched|update sched|into sched)\.'$$,
    'triggers of the tables behind them run as their owner, because whoever writes may not even look there'
);
select is_empty(
    $$select p.oid::regprocedure
        from pg_proc as p
        inner join pg_type as t on t.oid = p.proargtypes[0] and t.typtype = 'c'
        where p.pronamespace = 'api_v1'::regnamespace and p.proargnames is null
            and (p.prosecdef or p.proconfig is not null)$$,
    'functions that embed can be put in place of their calls'
);

select * from finish();
rollback;
