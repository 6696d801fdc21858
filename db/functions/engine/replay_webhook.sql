create or replace function sched_engine.replay_webhook(
    p_subscription_id bigint, p_since timestamptz default null, p_event_id bigint default null
)
returns bigint
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_webhook sched.webhook_subscriptions;
    v_count bigint;
begin
    select s.* into v_webhook from sched.webhook_subscriptions as s where s.id = p_subscription_id;
    if not found then
        perform sched_engine.refuse('SC001', format('There is no webhook with the id %s.', p_subscription_id),
            'List the webhooks.');
    elsif (p_since is null) = (p_event_id is null) then
        perform sched_engine.refuse('SC004', 'A replay begins at a time or is of one event.', 'Give one of the two.');
    end if;
    perform sched_engine.feed_epoch();  -- before ids are drawn for deliveries
    insert into sched.webhook_deliveries (subscription_id, event_id)
    select
        v_webhook.id,
        e.id
    from sched.events as e
    where (e.occurred_at >= p_since or e.id = p_event_id)
        and v_webhook.id in (select s.id from sched_engine.subscribers(e.event_type, e.resource_id, e.path_ids) as s (id))
        and not exists (
            select from sched.webhook_deliveries as d
            where d.subscription_id = v_webhook.id and d.event_id = e.id and d.state = 'pending'
        );
    get diagnostics v_count = row_count;
    update sched.webhook_endpoints as p
    set disabled_at = null, disabled_reason = null, open_until = null, failing_since = null, failures = 0
    where p.subscription_id = v_webhook.id;
    perform pg_notify('sched_events', '');
    return v_count;
end
$$;

comment on function sched_engine.replay_webhook(bigint, timestamptz, bigint) is
    'Delivers events again: all that a webhook wants since a time, or one of them; a disabled webhook is enabled. Returns how
many. Receivers see the same webhook-id as the first time.';
