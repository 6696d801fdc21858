create or replace function sched_engine.emit_schedule_changes(
    p_entries sched.schedule_changes[], p_resource_ids bigint[], p_from date, p_to date, p_position text
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit constant integer := 15000;
    v_machine record;
    v_is_long boolean;
begin
    if p_entries is null then
        perform sched_engine.emit_event('schedule.changed', sched_engine.common_ancestor(p_resource_ids),
            jsonb_build_object(
                'date', p_from, 'last_date', p_to, 'old_value', null, 'new_value', null, 'truncated', true,
                'machines', cardinality(p_resource_ids), 'feed_position', p_position
            ));
        return;
    end if;
    for v_machine in
        select
            e.resource_id,
            min(lower(e.schedule_dates)) as first_date,
            max(upper(e.schedule_dates)) - 1 as last_date,
            jsonb_object_agg(lower(e.schedule_dates), e.old_value) as old_value,
            jsonb_object_agg(lower(e.schedule_dates), e.new_value) as new_value
        from unnest(p_entries) as e
        group by e.resource_id
        order by e.resource_id
    loop
        v_is_long := octet_length(v_machine.old_value::text) + octet_length(v_machine.new_value::text) > v_limit;
        perform sched_engine.emit_event('schedule.changed', v_machine.resource_id, jsonb_build_object(
            'date', v_machine.first_date, 'last_date', v_machine.last_date,
            'old_value', case when not v_is_long then v_machine.old_value end,
            'new_value', case when not v_is_long then v_machine.new_value end,
            'truncated', v_is_long, 'machines', 1, 'feed_position', p_position
        ));
    end loop;
end
$$;

comment on function sched_engine.emit_schedule_changes(sched.schedule_changes[], bigint[], date, date, text) is
    'Events about entries just written to the change feed: one per machine, with the rows of each date before and after
as far as 15 kB allow; or, without entries (there are many), one for the lowest resource above all the machines.';
