create or replace function sched_engine.webhook_secrets(p_subscription sched.webhook_subscriptions)
returns text[]
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select array[p_subscription.secret] || array(
        select f.secret
        from sched.webhook_former_secrets as f
        where f.subscription_id = p_subscription.id and f.signs_until > clock_timestamp()
        order by f.signs_until desc
    )
$$;

comment on function sched_engine.webhook_secrets(sched.webhook_subscriptions) is
    'The secrets that deliveries are signed with now: the present one, and every other that was the present one within the last
day, the latest first.';
