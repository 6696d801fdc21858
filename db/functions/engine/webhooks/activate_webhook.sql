create or replace function sched_engine.activate_webhook(p_subscription_id bigint, p_is_active boolean)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    update sched.webhook_subscriptions as s
    set is_active = p_is_active, updated_at = now()
    where s.id = p_subscription_id and s.is_active <> p_is_active;
    if not p_is_active then
        return 0;
    end if;
    perform sched_engine.hurry_deliveries(p_subscription_id);
    return (
        select count(*)
        from sched.webhook_deliveries as d
        where d.subscription_id = p_subscription_id and d.state = 'pending'
    );
end
$$;

comment on function sched_engine.activate_webhook(bigint, boolean) is
    'Enables or disables a webhook. Enabling forgets its failures and makes all that waits for it due at once; returns how many
deliveries that is.';
