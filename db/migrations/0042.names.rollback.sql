-- The functions of the version before come from db/functions.
set local role sched_owner;

do $$
declare
    v_routine regprocedure;
begin
    for v_routine in
        select p.oid
        from pg_catalog.pg_proc as p
        where p.pronamespace = 'sched_engine'::regnamespace and p.proname in (
                'check_plant_columns', 'lock_exception', 'machines_abroad', 'machines_alike', 'mark_assignments_stale',
                'mark_calendar_assignments_stale', 'mark_calendars_stale', 'mark_holidays_stale',
                'mark_patterns_stale', 'mark_resources_stale', 'mark_stale', 'position_parts', 'scheduled_webhooks',
                'shorten_names', 'similar_names'
            )
            or p.pronamespace = 'sched_http'::regnamespace and p.proname in (
                'add_given_exception', 'agreed_id', 'count_element', 'given_calendar', 'given_key', 'given_pattern',
                'read_only', 'refuse_names', 'store_assignment', 'store_element', 'store_exception'
            )
    loop
        execute format('drop function %s cascade', v_routine);
    end loop;
end
$$;

drop type sched_engine.lint_finding cascade;
