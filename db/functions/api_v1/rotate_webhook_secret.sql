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
            select s.previous_secret_until from sched.webhook_subscriptions as s where s.id = webhook_id
        )
    );
end
$$;

comment on function api_v1.rotate_webhook_secret(bigint) is
    'Give a webhook a new secret

Returns it, this once. Until previous_secret_until deliveries are signed with the one before too, so the receiver may change at any
time before. Errors: SC001 there is no such webhook.';

grant execute on function api_v1.rotate_webhook_secret(bigint) to sched_admin;
