begin;
select plan(6);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
delete from sched.events;
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as event \gset
update sched.webhook_deliveries set state = 'delivered', finished_at = now();

select is(
    api_v1.replay_webhook(:hook, event_id => :event),
    '{"again": 1, "waiting": 0, "hurried": 0, "is_active": true}', 'one event'
);
update sched.webhook_subscriptions set is_active = false;
select is(
    api_v1.replay_webhook(:hook, since => now() - interval '1 h'),
    '{"again": 0, "waiting": 1, "hurried": 0, "is_active": false}', 'all since a time, once; it waits for a webhook that is off'
);
select throws_ok(format('select api_v1.replay_webhook(%s)', :hook), 'SC004', null, 'neither a time nor an event');
select throws_ok(format('select api_v1.replay_webhook(%s, now() + interval ''1 h'')', :hook), 'SC004', null, 'a time to come');
select throws_ok(format('select api_v1.replay_webhook(%s, null, 0)', :hook), 'SC001', null, 'an event that there is not');
select throws_ok('select api_v1.replay_webhook(0, null, 1)', 'SC001', null, 'a webhook that there is not');

select * from finish();
rollback;
