create or replace function sched_engine.activate_webhook(p_subscription_id bigint, p_is_active boolean)
returns void
language sql
volatile
set search_path = ''
as $$
    update sched.webhook_subscriptions as s
    set is_active = p_is_active, updated_at = now()
    where s.id = p_subscription_id and s.is_active <> p_is_active;
    update sched.webhook_endpoints as e
    set disabled_at = null, disabled_reason = null, open_until = null, failing_since = null, failures = 0
    where e.subscription_id = p_subscription_id and p_is_active
$$;

comment on function sched_engine.activate_webhook(bigint, boolean) is
    'Lets a webhook be told of events, or not; forgets failures when it is.';
