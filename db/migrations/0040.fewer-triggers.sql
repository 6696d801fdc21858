-- Only tables that requests write keep the trigger that refuses requests without a filter. Those that explain what a
-- request did wrong come back with the functions, by the name of what they do. Apart from what follows, because to drop
-- a trigger keeps readers of its table away.
set local role sched_owner;

do $$
declare
    v_table regclass;
begin
    for v_table in
        select t.tgrelid
        from pg_catalog.pg_trigger as t
        inner join pg_catalog.pg_class as c on c.oid = t.tgrelid
        where t.tgname = 'a_refuse_unfiltered' and c.relname <> all(array[
                'resources', 'operating_patterns', 'pattern_rules', 'resource_pattern_assignments', 'holiday_calendars',
                'holidays', 'resource_calendar_assignments', 'schedule_exceptions', 'system_configuration',
                'webhook_subscriptions', 'api_keys'
            ])
    loop
        execute format('drop trigger a_refuse_unfiltered on %s', v_table);
    end loop;
end
$$;

drop function if exists sched_engine.explain_violation() cascade;
drop function if exists sched_engine.explain_assignment_overlap() cascade;
drop function if exists sched_engine.explain_rule_overlap() cascade;
drop function if exists sched_engine.explain_duplicate_holiday() cascade;
