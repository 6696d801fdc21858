create or replace function sched_engine.webhook_figures(p_limit integer default 100)
returns table (webhook_name text, state text, pending bigint, oldest_seconds double precision)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        s.webhook_name,
        case
            when not s.is_active or e.disabled_at is not null then 'disabled'
            when e.open_until > clock_timestamp() then 'open'
            when e.failures >= 5 then 'half_open'
            else 'closed'
        end,
        d.pending,
        d.oldest_seconds
    from sched.webhook_subscriptions as s
    left join sched.webhook_endpoints as e on e.subscription_id = s.id
    cross join lateral (
        select
            count(*) as pending,
            coalesce(extract(epoch from clock_timestamp() - min(i.created_at)), 0)::double precision as oldest_seconds
        from sched.webhook_deliveries as i
        where i.subscription_id = s.id and i.state = 'pending'
    ) as d
    order by s.id
    limit p_limit
$$;

comment on function sched_engine.webhook_figures(integer) is
    'For the gauges of the relay: the breaker (closed, open, half_open; or disabled) and the queue of each webhook, of the
first p_limit that were registered.';

grant execute on function sched_engine.webhook_figures(integer) to sched_relay;
