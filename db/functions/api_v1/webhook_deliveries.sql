-- Each state has an index of its own that is in order, so neither the latest of all nor the latest of one state is
-- searched for among the others. A filter on the state leaves out the parts with another name.
create or replace view api_v1.webhook_deliveries as
select
    d.id,
    d.subscription_id as webhook_id,
    w.webhook_name::text as webhook_name,
    d.event_id,
    e.event_type,
    r.id as resource_id,
    r.resource_code::text as resource_code,
    d.state_name as state,
    d.attempts,
    d.status,
    d.duration_ms,
    e.occurred_at,
    d.created_at,
    d.finished_at,
    case when d.state_name = 'pending' then d.next_attempt_at end as next_attempt_at,
    d.answer
from (
    select
        p.*,
        'pending' as state_name,
        'pending'::sched.delivery_state as is_of
    from sched.webhook_deliveries as p
    union all
    select
        s.*,
        'delivered' as state_name,
        'delivered'::sched.delivery_state as is_of
    from sched.webhook_deliveries as s
    union all
    select
        f.*,
        'failed' as state_name,
        'failed'::sched.delivery_state as is_of
    from sched.webhook_deliveries as f
) as d
inner join sched.webhook_subscriptions as w on w.id = d.subscription_id
inner join sched.events as e on e.id = d.event_id
left join sched.resources as r on r.id = e.resource_id
where d.state = d.is_of;

comment on view api_v1.webhook_deliveries is
    'What was sent, or is still to be sent, to webhooks, and what they answered

Latest first: order=id.desc, and for what comes after it id=lt. the last one. Of one webhook: webhook_id=eq., or
/webhooks/{id}/deliveries. Kept as long as their event (setting event_retention_days), and longer while they wait. Embeds
webhooks.';
comment on column api_v1.webhook_deliveries.id is 'Number of the delivery. A replay makes another one of the same event.';
comment on column api_v1.webhook_deliveries.webhook_id is 'Id of the webhook.';
comment on column api_v1.webhook_deliveries.webhook_name is 'Its name.';
comment on column api_v1.webhook_deliveries.event_id is
    'Number of the event: of evt_ in the message and of msg_ in the header webhook-id. As replay_webhook takes it.';
comment on column api_v1.webhook_deliveries.event_type is 'Its type; ping: sent by ping_webhook.';
comment on column api_v1.webhook_deliveries.resource_id is
    'The resource it is about; null: the plant, one that is gone, or one that the caller may not see.';
comment on column api_v1.webhook_deliveries.resource_code is 'Business code of that resource.';
comment on column api_v1.webhook_deliveries.state is
    'pending: waits to be sent or tried again; delivered: accepted; failed: given up, kept for a replay.';
comment on column api_v1.webhook_deliveries.attempts is 'How often it was tried.';
comment on column api_v1.webhook_deliveries.status is 'HTTP status of the last attempt; null: there was no answer.';
comment on column api_v1.webhook_deliveries.duration_ms is 'How long the last attempt took, in milliseconds.';
comment on column api_v1.webhook_deliveries.occurred_at is 'When the event happened.';
comment on column api_v1.webhook_deliveries.created_at is 'When it was handed over for delivery: of a replay, then.';
comment on column api_v1.webhook_deliveries.finished_at is 'When it was delivered or given up; null while it is pending.';
comment on column api_v1.webhook_deliveries.next_attempt_at is
    'It is not sent before this time, nor before what is pending about the same resource; null when it is not pending.';
comment on column api_v1.webhook_deliveries.answer is
    'First characters of the answer to the last attempt, or what went wrong.';

alter view api_v1.webhook_deliveries owner to sched_views;
grant select on api_v1.webhook_deliveries to sched_admin;
