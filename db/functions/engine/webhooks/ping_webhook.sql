create or replace function sched_engine.ping_webhook(p_subscription_id bigint)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_event bigint;
    v_delivery bigint;
begin
    if not exists (select from sched.webhook_subscriptions as s where s.id = p_subscription_id) then
        perform sched_engine.refuse('SC001', format('There is no webhook with the id %s.', p_subscription_id),
            'List the webhooks.');
    end if;
    v_event := sched_engine.emit_event('ping', null, jsonb_build_object(
        'date', null, 'old_value', null, 'new_value', null, 'truncated', false));
    insert into sched.webhook_deliveries (subscription_id, event_id) values (p_subscription_id, v_event)
    returning id into v_delivery;
    return v_delivery;
end
$$;

comment on function sched_engine.ping_webhook(bigint) is
    'Sends an event of type ping to one webhook. Returns the id of the delivery.';
