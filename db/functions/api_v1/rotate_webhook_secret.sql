create or replace function api_v1.rotate_webhook_secret(webhook_id bigint)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret text;
begin
    perform sched_http.check_visible_webhook(webhook_id);
    v_secret := sched_engine.rotate_webhook_secret(webhook_id);
    return jsonb_build_object(
        'secret', v_secret,
        'previous_secret_until', (
            select max(f.signs_until) from sched.webhook_former_secrets as f where f.subscription_id = webhook_id
        )
    );
end
$$;

comment on function api_v1.rotate_webhook_secret(bigint) is
    'Give a webhook a new secret

Returns it, this once. Until previous_secret_until deliveries are signed with the one before too, so the receiver may change at any
time before; every other secret of the last day signs as well. Errors: SC001 there is no such webhook; SC016 ten secrets sign
already: wait as the hint says.';

grant execute on function api_v1.rotate_webhook_secret(bigint) to sched_admin;
