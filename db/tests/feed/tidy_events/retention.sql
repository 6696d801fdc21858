begin;
select plan(5);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
delete from sched.events;
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": 1}') as old \gset
update sched.webhook_deliveries set state = 'delivered', finished_at = now();
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": 2}') as waits \gset
update sched.events set occurred_at = now() - interval '31 days';
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": 3}') as young \gset
select is((select events_removed from sched_engine.tidy_events()), 1::bigint, 'what is old and was told goes');
select results_eq(
    'select event_id from sched.webhook_deliveries order by 1', array[:waits, :young]::bigint[], 'its delivery too; what waits stays'
);
select is((select events_removed from sched_engine.tidy_events()), 0::bigint, 'once');

insert into sched.events (event_type, epoch, data, occurred_at)
select 'ping', sched_engine.feed_epoch(), '{}', now() - interval '40 days'
from generate_series(1, 5001);
select is((select events_removed from sched_engine.tidy_events()), 5000::bigint, 'of many a part');
select is((select events_removed from sched_engine.tidy_events()), 1::bigint, 'then the rest');

select * from finish();
rollback;
