begin;
select plan(9);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
delete from sched.events;
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as first \gset
update sched.events set occurred_at = now() - interval '2 days';
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as second \gset
select sched_engine.emit_event('resource.changed', pg_temp.id('M1'), '{}') as unwanted \gset
update sched.webhook_deliveries set state = 'failed', finished_at = now();
insert into sched.webhook_endpoints (subscription_id, disabled_at, disabled_reason, failures) values (:hook, now(), 'x', 9);
select is((select again from sched_engine.replay_webhook(:hook, now() - interval '1 day')), 1::bigint, 'what it wants since then');
select results_eq(
    $$select event_id from sched.webhook_deliveries where state = 'pending'$$, array[:second]::bigint[], 'is sent again'
);
select is((select (disabled_at, failures) from sched.webhook_endpoints), (null::timestamptz, 0), 'it is enabled');
select is((select again from sched_engine.replay_webhook(:hook, now() - interval '3 days')), 1::bigint, 'what waits is not doubled');
select is((select again from sched_engine.replay_webhook(:hook, null, :first)), 0::bigint, 'nor by its number');
select throws_ok(
    format('select sched_engine.replay_webhook(%s, null, %s)', :hook, :unwanted), 'SC001', null, 'what it does not want is not sent'
);
select throws_ok(
    format('select sched_engine.replay_webhook(%s, ''infinity'')', :hook), 'SC004', null, 'nor what is still to come'
);
select throws_ok(format('select sched_engine.replay_webhook(%s)', :hook), 'SC004');
select throws_ok(format('select sched_engine.replay_webhook(%s, now(), 1)', :hook), 'SC004');

select * from finish();
rollback;
