create or replace function sched_engine.due_deliveries(
    p_claim uuid,
    p_subscription_id bigint,
    p_in_flight bigint[] default '{}',
    p_limit integer default 200,
    p_lease interval default interval '30 seconds'
)
returns table (
    delivery_id bigint, event_id bigint, event_type text, occurred_at timestamptz, message text,
    url text, headers jsonb, secrets text[], attempts smallint
)
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    -- Also one that ends too late, because the clock was set back: others take it for over.
    with renewed as (
        update sched.webhook_endpoints as e
        set lease_until = clock_timestamp() + p_lease
        where e.subscription_id = p_subscription_id and e.claim_id = p_claim
            and e.lease_until not between clock_timestamp() + 0.7 * p_lease and clock_timestamp() + p_lease
        returning e.failures, e.disabled_at, e.open_until
    ),

    -- A lease that has long to go is not written: nobody else can take it before the next look.
    claim as (
        select c.failures
        from (
            select r.* from renewed as r
            union all
            select e.failures, e.disabled_at, e.open_until
            from sched.webhook_endpoints as e
            where e.subscription_id = p_subscription_id and e.claim_id = p_claim
                and e.lease_until between clock_timestamp() + 0.7 * p_lease and clock_timestamp() + p_lease
        ) as c
        where c.disabled_at is null and coalesce(c.open_until, '-infinity') <= clock_timestamp()
    )

    select
        d.id,
        e.id,
        e.event_type,
        e.occurred_at,
        sched_engine.event_message(e),
        s.url,
        s.headers,
        sched_engine.webhook_secrets(s),
        d.attempts
    from claim as c
    cross join sched_engine.first_deliveries(p_subscription_id, p_limit) with ordinality as f (id, nr)
    inner join sched.webhook_deliveries as d on d.id = f.id
    inner join sched.events as e on e.id = d.event_id
    inner join sched.webhook_subscriptions as s on s.id = p_subscription_id and s.is_active
    where d.id <> all(p_in_flight)
    order by f.nr
    -- An endpoint that has failed is tried with one delivery first, and its answer awaited.
    limit (
        select case when c.failures < 5 then p_limit when p_in_flight = '{}' then 1 else 0 end from claim as c limit 1
    )
$$;

comment on function sched_engine.due_deliveries(uuid, bigint, bigint[], integer, interval) is
    'What the holder of a claim may send to a webhook now: what sched_engine.first_deliveries finds. Renews the lease.
p_in_flight: deliveries that it is sending already; attempts: how often each was tried before. A p_limit of 0 only renews.';

grant execute on function sched_engine.due_deliveries(uuid, bigint, bigint[], integer, interval) to sched_relay;
