create or replace function sched_engine.claim_webhooks(
    p_claim uuid, p_serving bigint[] default '{}', p_lease interval default interval '30 seconds'
)
returns setof bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- No relay takes one for longer (SCHED_RELAY_LEASE): what ends later was taken before the clock was set back.
    v_longest constant interval := interval '5 min';
    v_waiting constant bigint[] := array(
        select s.id
        from sched.webhook_subscriptions as s
        where s.is_active and s.id <> all(p_serving) and exists (
            select from sched.webhook_deliveries as d
            where d.subscription_id = s.id and d.state = 'pending' and d.next_attempt_at <= clock_timestamp()
        )
    );
begin
    if v_waiting = '{}' then
        return;
    end if;
    insert into sched.webhook_endpoints (subscription_id)
    select w.id from unnest(v_waiting) as w (id)
    where not exists (select from sched.webhook_endpoints as e where e.subscription_id = w.id)
    on conflict do nothing;

    return query
    with free as (
        select e.subscription_id
        from sched.webhook_endpoints as e
        where e.subscription_id = any(v_waiting)
            and e.disabled_at is null
            and coalesce(e.open_until, '-infinity') <= clock_timestamp()
            and (
                e.claim_id is null or e.claim_id = p_claim
                or e.lease_until not between clock_timestamp() and clock_timestamp() + v_longest
            )
        for update skip locked
    )

    update sched.webhook_endpoints as e
    set claim_id = p_claim, lease_until = clock_timestamp() + p_lease
    where e.subscription_id in (select f.subscription_id from free as f)
    returning e.subscription_id;
end
$$;

comment on function sched_engine.claim_webhooks(uuid, bigint[], interval) is
    'Gives a relay the webhooks that have something to be sent now and that no other delivers to, for the time of the
lease. A relay that dies loses them when it ends; so each webhook is served by one relay at a time, in order. A lease that
would last longer than any is over: the clock was set back. p_serving: those it has at hand.';

grant execute on function sched_engine.claim_webhooks(uuid, bigint[], interval) to sched_relay;
