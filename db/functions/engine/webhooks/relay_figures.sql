create or replace function sched_engine.relay_figures()
returns table (
    active_resources bigint, pending bigint, oldest_seconds double precision, breakers_open bigint, disabled bigint,
    stale_seconds double precision, jobs bigint
)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        (select count(*) from sched.resources as r where r.is_active and r.requires_scheduling),
        d.pending,
        d.oldest_seconds,
        e.breakers_open,
        e.disabled,
        (
            select coalesce(extract(epoch from clock_timestamp() - min(s.marked_at)), 0)::double precision
            from sched.stale_dates as s
        ),
        (select count(*) from sched.jobs as j where j.state in ('queued', 'running'))
    from (
        select
            count(*) as pending,
            coalesce(extract(epoch from clock_timestamp() - min(i.created_at)), 0)::double precision as oldest_seconds
        from sched.webhook_deliveries as i
        inner join sched.webhook_subscriptions as s on s.id = i.subscription_id and s.is_active
        where i.state = 'pending' and not exists (
            select from sched.webhook_endpoints as p where p.subscription_id = s.id and p.disabled_at is not null
        )
    ) as d
    cross join (
        select
            count(*) filter (where i.open_until > clock_timestamp()) as breakers_open,
            count(*) filter (where i.disabled_at is not null) as disabled
        from sched.webhook_endpoints as i
    ) as e
$$;

comment on function sched_engine.relay_figures() is
    'What the gauges of the relay show; ages in seconds. Deliveries that wait are those of webhooks that are not disabled.';

grant execute on function sched_engine.relay_figures() to sched_relay;
