-- Each figure is a query of its own, so that none is counted that a request does not ask for.
create or replace view api_v1.webhook_status as
select
    s.id,
    s.webhook_name::text as webhook_name,
    case
        when not s.is_active or e.disabled_at is not null then 'disabled'
        when e.open_until > clock_timestamp() then 'waiting'
        when e.failures > 0 then 'failing'
        else 'ok'
    end as state,
    e.disabled_reason as reason,
    e.disabled_at,
    coalesce(e.failures, 0) as failures,
    e.failing_since,
    case when e.open_until > clock_timestamp() then e.open_until end as paused_until,
    e.last_attempt_at,
    e.last_status,
    (
        select count(*)
        from sched.webhook_deliveries as d
        where d.subscription_id = s.id and d.state = 'pending'
    ) as pending,
    (
        select d.created_at
        from sched.webhook_deliveries as d
        where d.subscription_id = s.id and d.state = 'pending'
        order by d.id
        limit 1
    ) as oldest_pending,
    (
        select count(*)
        from sched.webhook_deliveries as d
        where d.subscription_id = s.id and d.state = 'failed'
    ) as failed,
    (
        select count(*)
        from sched.webhook_deliveries as d
        where d.subscription_id = s.id and d.state = 'delivered'
    ) as delivered
from sched.webhook_subscriptions as s
left join sched.webhook_endpoints as e on e.subscription_id = s.id;

comment on view api_v1.webhook_status is
    'How each webhook is doing: whether it answers, and what waits for it

A row for each of webhooks, with its id. Its deliveries: webhook_deliveries. Embeds webhooks.';
comment on column api_v1.webhook_status.id is 'Id of the webhook.';
comment on column api_v1.webhook_status.webhook_name is 'Its name.';
comment on column api_v1.webhook_status.state is
    'ok; failing: the last attempt failed; waiting: after five failures in a row it is left alone until paused_until; disabled:
switched off by a person, or for the reason told.';
comment on column api_v1.webhook_status.reason is 'Why the system disabled it; null otherwise.';
comment on column api_v1.webhook_status.disabled_at is 'When the system disabled it; null otherwise.';
comment on column api_v1.webhook_status.failures is 'Failures since the last success, as they are counted for waiting.';
comment on column api_v1.webhook_status.failing_since is 'When it stopped accepting deliveries; null: all is well.';
comment on column api_v1.webhook_status.paused_until is 'Nothing is sent before then; null: it is sent to.';
comment on column api_v1.webhook_status.last_attempt_at is 'When something was last sent to it, whatever came of it.';
comment on column api_v1.webhook_status.last_status is 'HTTP status of that attempt; null: there was no answer.';
comment on column api_v1.webhook_status.pending is 'Deliveries that wait to be sent, or to be tried again.';
comment on column api_v1.webhook_status.oldest_pending is 'Since when the oldest of them has waited.';
comment on column api_v1.webhook_status.failed is 'Deliveries that were given up and are still kept: they can be replayed.';
comment on column api_v1.webhook_status.delivered is 'Deliveries that were accepted and are still kept.';

alter view api_v1.webhook_status owner to sched_views;
grant select on api_v1.webhook_status to sched_admin;
