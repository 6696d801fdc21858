create or replace function sched_engine.scheduled_webhooks()
returns bigint[]
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select array(
        select distinct d.subscription_id
        from sched.events as e
        inner join sched.webhook_deliveries as d on d.event_id = e.id
        where e.transaction_id = pg_current_xact_id_if_assigned()
            and e.epoch = (select max(f.epoch) from sched.feed_epochs as f)
    )
$$;

comment on function sched_engine.scheduled_webhooks() is
    'The webhooks that will be told of what this transaction has done so far.';
