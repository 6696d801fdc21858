create or replace function sched_engine.webhook_secrets(p_subscription sched.webhook_subscriptions)
returns text[]
language sql
stable
parallel safe
as $$
    select array_remove(
        array[
            p_subscription.secret,
            case when p_subscription.previous_secret_until > clock_timestamp() then p_subscription.previous_secret end
        ],
        null
    )
$$;

comment on function sched_engine.webhook_secrets(sched.webhook_subscriptions) is
    'The secrets that deliveries are signed with now: the present one and, for a day after a rotation, the one before.';
