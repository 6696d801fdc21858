create or replace function sched_engine.is_subscribed(p_subscription sched.webhook_subscriptions, p_event sched.events)
returns boolean
language sql
stable
parallel safe
as $$
    -- At or below the resource subscribed to; or above it, for then it may concern it.
    select p_event.event_type = any(p_subscription.event_types) and (
        p_subscription.resource_id is null
        or p_event.resource_id is null
        or p_subscription.resource_id = any(p_event.path_ids)
        or exists (
            select from sched.resources as r
            where r.id = p_subscription.resource_id and p_event.resource_id = any(r.path_ids)
        )
    )
$$;

comment on function sched_engine.is_subscribed(sched.webhook_subscriptions, sched.events) is
    'Whether a webhook wants to be told of an event: by its event types and its resource.';
