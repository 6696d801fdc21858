begin;
select plan(6);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
update sched.feed_epochs set timeline = 0;
select (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock \gset

select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as event \gset
select cmp_ok(:event, '>=', :clock::bigint, 'ids of events begin where no other history has been');
select cmp_ok((select max(d.id) from sched.webhook_deliveries as d), '>=', :clock::bigint, 'those of deliveries too');
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as next \gset
select is(:next::bigint, :event::bigint + 1, 'and are counted from there');

select pg_temp.add_pattern('ANY', 7, '0 06:00-14:00 E');
select pg_temp.assign('LINE', 'ANY', '2025-01-01');
select sched_engine.generate(null, '2030-01-06', '2030-01-06');
select cmp_ok((select min(c.id) from sched.schedule_changes as c), '>=', :clock::bigint, 'as are entries of the feed');

update sched.feed_epochs set timeline = 0;
select nextval(pg_get_serial_sequence('sched.webhook_deliveries', 'id')) as delivery \gset
update sched.webhook_deliveries set state = 'delivered';
select is((select again from sched_engine.replay_webhook(:hook, null, :event)), 1::bigint, 'a replay may be the first to write');
select cmp_ok(
    (select max(d.id) from sched.webhook_deliveries as d), '>', :delivery::bigint + 1, 'its deliveries are others too'
);

select * from finish();
rollback;
