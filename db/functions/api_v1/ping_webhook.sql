create or replace function api_v1.ping_webhook(webhook_id bigint)
returns api_v1.webhook_deliveries
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
    v_delivery api_v1.webhook_deliveries;
begin
    perform sched_http.check_visible_webhook(webhook_id);
    v_id := sched_engine.ping_webhook(webhook_id);
    select d.* into v_delivery from api_v1.webhook_deliveries as d where d.id = v_id;
    return v_delivery;
end
$$;

comment on function api_v1.ping_webhook(bigint) is
    'Send a ping to a webhook

Returns its delivery, which waits for the relay: ask webhook_deliveries for it by its id to see what became of it. To a webhook
that is disabled it is sent once that is enabled. Errors: SC001 there is no such webhook.';

grant execute on function api_v1.ping_webhook(bigint) to sched_admin;
