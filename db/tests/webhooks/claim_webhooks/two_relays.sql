begin;
select plan(8);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
\set two '00000000-0000-0000-0000-000000000002'
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as event \gset
select is((select count(*) from sched_engine.claim_webhooks(:'one')), 1::bigint, 'the first relay has it');
select is((select count(*) from sched_engine.claim_webhooks(:'two')), 0::bigint, 'the second does not');
select is((select count(*) from sched_engine.due_deliveries(:'two', :hook)), 0::bigint, 'and is given nothing');
select is((select count(*) from sched_engine.claim_webhooks(:'one', array[:hook]::bigint[])), 0::bigint, 'it serves it already');

update sched.webhook_endpoints set lease_until = clock_timestamp() + interval '1 second';
select is((select count(*) from sched_engine.due_deliveries(:'one', :hook)), 1::bigint, 'asking for deliveries ...');
select ok((select lease_until > clock_timestamp() + interval '29 seconds' from sched.webhook_endpoints), '... renews the lease');

update sched.webhook_endpoints set lease_until = clock_timestamp();
select is((select count(*) from sched_engine.claim_webhooks(:'two')), 1::bigint, 'a lease that has ended is free');
select sched_engine.release_webhook(:'one', :hook) \g /dev/null
select is((select count(*) from sched_engine.due_deliveries(:'two', :hook)), 1::bigint, 'only its holder can give it back');

select * from finish();
rollback;
