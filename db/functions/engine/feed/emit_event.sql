create or replace function sched_engine.emit_event(p_event_type text, p_resource_id bigint, p_data jsonb)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_epoch constant smallint := sched_engine.feed_epoch();
    v_code text;
    v_path bigint[] := array[]::bigint[];
    v_id bigint;
begin
    if p_resource_id is not null then
        select
            r.resource_code,
            r.path_ids
        into v_code, v_path
        from sched.resources as r
        where r.id = p_resource_id;
    end if;

    insert into sched.events (event_type, resource_id, path_ids, epoch, data, traceparent)
    values (
        p_event_type,
        p_resource_id,
        coalesce(v_path, '{}'),
        v_epoch,
        jsonb_build_object('resource_id', p_resource_id, 'resource_code', v_code) || p_data,
        sched_engine.current_trace()
    )
    returning id into v_id;

    -- Who generates may ask for silence (notify_oee_systems = false). The event is written nevertheless.
    if current_setting('sched.webhooks', true) is distinct from 'off' then
        insert into sched.webhook_deliveries (subscription_id, event_id)
        select
            s.id,
            v_id
        from sched_engine.subscribers(p_event_type, p_resource_id, v_path) as w (id)
        inner join sched.webhook_subscriptions as s on s.id = w.id and s.is_active
        where not exists (
            select from sched.webhook_endpoints as p where p.subscription_id = s.id and p.disabled_at is not null
        );
        -- Who commits a notification waits for all others that do: with 32 who edit, that took most of their time. One of those
        -- under way rings; what commits after it, the relay finds when it looks again.
        if pg_try_advisory_xact_lock(hashtextextended('sched.events.ring', 0)) then
            perform pg_notify('sched_events', '');
        end if;
    end if;
    return v_id;
end
$$;

comment on function sched_engine.emit_event(text, bigint, jsonb) is
    'Writes an event about a resource (null: the plant), in the transaction of what it tells; lets each webhook that wants
it have it, and wakes the relay. Returns its id.';
