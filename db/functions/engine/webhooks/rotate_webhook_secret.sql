create or replace function sched_engine.rotate_webhook_secret(p_subscription_id bigint)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret constant text := sched_engine.new_webhook_secret();
begin
    update sched.webhook_subscriptions as s
    set secret = v_secret
    where s.id = p_subscription_id;
    if not found then
        perform sched_engine.refuse('SC001', format('There is no webhook with the id %s.', p_subscription_id),
            'List the webhooks.');
    end if;
    return v_secret;
end
$$;

comment on function sched_engine.rotate_webhook_secret(bigint) is
    'Gives a webhook a new secret and returns it, once. For a day deliveries are signed with the one before too
(sched_engine.keep_former_secret). SC001: there is no such webhook; SC016: ten secrets sign already.';
