create or replace function sched_engine.release_webhook(p_claim uuid, p_subscription_id bigint)
returns void
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    update sched.webhook_endpoints as e
    set claim_id = null, lease_until = null
    where e.subscription_id = p_subscription_id and e.claim_id = p_claim
$$;

comment on function sched_engine.release_webhook(uuid, bigint) is
    'Gives a claimed webhook back.';

grant execute on function sched_engine.release_webhook(uuid, bigint) to sched_relay;
