create or replace function api_v1.replay_webhook(
    webhook_id bigint, since timestamptz default null, event_id bigint default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_done record;
begin
    perform sched_http.check_visible_webhook(webhook_id);
    v_done := sched_engine.replay_webhook(webhook_id, since, event_id);
    return jsonb_build_object(
        'again', v_done.again,
        'waiting', v_done.waiting,
        'hurried', v_done.hurried,
        'is_active', (select w.is_active from api_v1.webhooks as w where w.id = webhook_id)
    );
end
$$;

comment on function api_v1.replay_webhook(bigint, timestamptz, bigint) is
    'Send events to a webhook again: all that it wants since a time, or one

One of since and event_id. Its failures are forgotten, also those that it was disabled for, and what waits for it is due now.
Receivers see the same webhook-id as the first time. Returns how many events are sent again, how many of those asked for waited
anyway (waiting), and how many deliveries waited for another attempt (hurried). When is_active is false they wait until the webhook
is switched on. Errors: SC001 there is no such webhook, or no such event that it is told of; SC004 not one of the two, or a time
to come.';

grant execute on function api_v1.replay_webhook(bigint, timestamptz, bigint) to sched_admin;
