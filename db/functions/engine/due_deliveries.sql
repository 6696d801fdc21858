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
set search_path = ''
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
    ),

    -- What is to be tried again later holds up what concerns the same resource, and nothing else.
    later as materialized (
        select
            d.event_id,
            e.resource_id,
            e.path_ids
        from sched.webhook_deliveries as d
        inner join sched.events as e on e.id = d.event_id
        where d.subscription_id = p_subscription_id and d.state = 'pending' and d.next_attempt_at > clock_timestamp()
    ),

    now as materialized (
        select
            d.id as delivery_id,
            e.id as event_id,
            e.resource_id,
            e.path_ids || e.resource_id as path_ids,
            d.attempts
        from sched.webhook_deliveries as d
        inner join sched.events as e on e.id = d.event_id
        where d.subscription_id = p_subscription_id and d.state = 'pending' and d.next_attempt_at <= clock_timestamp()
            and exists (select from claim)
            and not exists (
                select from later as l
                where l.event_id < d.event_id
                    and (
                        l.resource_id is null or e.resource_id is null
                        or l.resource_id = any(e.path_ids) or e.resource_id = any(l.path_ids)
                        or l.resource_id = e.resource_id
                    )
            )
        order by d.event_id
        limit p_limit
    ),

    -- In order: what concerns the same resource, or one above or below it, goes first if it came first.
    first_at as (
        select n.resource_id, min(n.event_id) as event_id from now as n group by n.resource_id
    ),

    first_below as (
        select u.id as resource_id, min(n.event_id) as event_id
        from now as n
        cross join unnest(n.path_ids) as u (id)
        group by u.id
    ),

    behind as (
        select n.delivery_id
        from now as n
        cross join unnest(n.path_ids) as u (id)
        inner join first_at as a on a.resource_id = u.id
        where a.event_id < n.event_id
        union all
        select n.delivery_id
        from now as n
        inner join first_below as b on b.resource_id = n.resource_id
        where b.event_id < n.event_id
        union all
        select n.delivery_id
        from now as n
        cross join (
            select min(i.event_id) as first, min(i.event_id) filter (where i.resource_id is null) as first_of_plant
            from now as i
        ) as f
        where f.first_of_plant < n.event_id or n.resource_id is null and f.first < n.event_id
    )

    select
        n.delivery_id,
        e.id,
        e.event_type,
        e.occurred_at,
        sched_engine.event_message(e),
        s.url,
        s.headers,
        sched_engine.webhook_secrets(s),
        n.attempts
    from now as n
    inner join sched.events as e on e.id = n.event_id
    inner join sched.webhook_subscriptions as s on s.id = p_subscription_id and s.is_active
    where n.delivery_id <> all(p_in_flight) and n.delivery_id not in (select b.delivery_id from behind as b)
    order by n.event_id
    -- An endpoint that has failed is tried with one delivery first, and its answer awaited.
    limit (
        select case when c.failures < 5 then p_limit when p_in_flight = '{}' then 1 else 0 end from claim as c limit 1
    )
$$;

comment on function sched_engine.due_deliveries(uuid, bigint, bigint[], integer, interval) is
    'What the holder of a claim may send to a webhook now: each delivery whose time has come and that no earlier one about
the same resource is still pending before; it looks at the first p_limit whose resource waits for nothing. Renews the lease.
p_in_flight: deliveries that it is sending already; attempts: how often each was tried before. A p_limit of 0 only renews.';

grant execute on function sched_engine.due_deliveries(uuid, bigint, bigint[], integer, interval) to sched_relay;
