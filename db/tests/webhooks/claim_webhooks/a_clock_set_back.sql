-- A lease that was taken before the clock was set back by an hour does not last for an hour.
begin;
select plan(6);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
\set two '00000000-0000-0000-0000-000000000002'
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as event \gset
select is((select count(*) from sched_engine.claim_webhooks(:'one')), 1::bigint, 'the first relay has it');
update sched.webhook_endpoints set lease_until = lease_until + interval '1 h';
select is((select count(*) from sched_engine.due_deliveries(:'one', :hook)), 1::bigint, 'it goes on, and by that ...');
select ok(
    (select lease_until < clock_timestamp() + interval '31 s' from sched.webhook_endpoints), '... puts its lease right'
);
update sched.webhook_endpoints set lease_until = lease_until + interval '1 h';
select is((select count(*) from sched_engine.claim_webhooks(:'two')), 1::bigint, 'when it is gone, another takes over');
select is((select count(*) from sched_engine.due_deliveries(:'one', :hook)), 0::bigint, 'and it gets nothing any more');
update sched.webhook_endpoints set lease_until = clock_timestamp() + interval '299 s';
select is((select count(*) from sched_engine.claim_webhooks(:'one')), 0::bigint, 'the longest lease is kept');

select * from finish();
rollback;
