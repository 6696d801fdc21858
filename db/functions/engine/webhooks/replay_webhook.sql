create or replace function sched_engine.replay_webhook(
    p_subscription_id bigint,
    p_since timestamptz default null,
    p_event_id bigint default null,
    out again bigint,
    out waiting bigint,
    out hurried bigint
)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_name constant text := (select s.webhook_name from sched.webhook_subscriptions as s where s.id = p_subscription_id);
    v_events bigint[];
begin
    if v_name is null then
        perform sched_engine.refuse('SC001', format('There is no webhook with the id %s.', p_subscription_id),
            'List the webhooks.');
    elsif (p_since is null) = (p_event_id is null) then
        perform sched_engine.refuse('SC004', 'A replay needs a time to begin at, or one event.', 'Give one of the two.');
    elsif p_since > clock_timestamp() then
        perform sched_engine.refuse('SC004', format('A replay cannot begin at %s, which is still to come.', p_since),
            'Give a time that has passed, with its time zone.');
    end if;
    -- Two replays at a time: the second one sees what the first has made to wait.
    perform from sched.webhook_subscriptions as s where s.id = p_subscription_id for no key update;
    perform sched_engine.feed_epoch();  -- before ids are drawn for deliveries
    v_events := array(
        select e.id
        from sched.events as e
        where (e.occurred_at >= p_since or e.id = p_event_id)
            and p_subscription_id in (
                select s.id from sched_engine.subscribers(e.event_type, e.resource_id, e.path_ids) as s (id)
            )
        order by e.id
    );
    if p_event_id is not null and v_events = '{}' then
        perform sched_engine.refuse('SC001',
            format('Event %s no longer exists, or is not for %s.', p_event_id, v_name),
            'The deliveries of the webhook show the events that it is told of. A ping is sent anew, not again.');
    end if;
    insert into sched.webhook_deliveries (subscription_id, event_id)
    select
        p_subscription_id,
        e.id
    from unnest(v_events) as e (id)
    where not exists (
        select from sched.webhook_deliveries as d
        where d.subscription_id = p_subscription_id and d.event_id = e.id and d.state = 'pending'
    );
    get diagnostics again = row_count;
    waiting := cardinality(v_events) - again;
    hurried := sched_engine.hurry_deliveries(p_subscription_id);
end
$$;

comment on function sched_engine.replay_webhook(bigint, timestamptz, bigint) is
    'Delivers events again: all that a webhook wants since a time, or one of them. Its failures are forgotten, and all that
waits for it is due at once. Returns how many events are sent again, how many of those wanted waited anyway, and how many
deliveries waited for another attempt. SC001: there is no such webhook, or no such event that it wants; SC004: not one of the two,
or a time to come. Receivers see the same webhook-id as the first time.';
