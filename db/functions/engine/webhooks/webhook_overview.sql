create or replace function sched_engine.webhook_overview()
returns table (
    id bigint, webhook_name text, url text, event_types text[], resource_code text, state text, pending bigint,
    oldest_pending timestamptz, delivered bigint, failed bigint, last_status smallint, reason text
)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        s.id,
        s.webhook_name,
        s.url,
        s.event_types,
        r.resource_code,
        case
            when not s.is_active or e.disabled_at is not null then 'disabled'
            when e.open_until > clock_timestamp() then 'waiting'
            when e.failures > 0 then 'failing'
            else 'ok'
        end,
        d.pending,
        d.oldest_pending,
        d.delivered,
        d.failed,
        d.last_status,
        e.disabled_reason
    from sched.webhook_subscriptions as s
    left join sched.webhook_endpoints as e on e.subscription_id = s.id
    left join sched.resources as r on r.id = s.resource_id
    cross join lateral (
        select
            count(*) filter (where i.state = 'pending') as pending,
            min(i.created_at) filter (where i.state = 'pending') as oldest_pending,
            count(*) filter (where i.state = 'delivered') as delivered,
            count(*) filter (where i.state = 'failed') as failed,
            (array_agg(i.status order by i.id desc) filter (where i.attempts > 0))[1] as last_status
        from sched.webhook_deliveries as i
        where i.subscription_id = s.id
    ) as d
    order by s.webhook_name
$$;

comment on function sched_engine.webhook_overview() is
    'How each webhook is doing. State: ok, failing, waiting (the breaker is open), disabled (by a person, or for the
reason told).';
