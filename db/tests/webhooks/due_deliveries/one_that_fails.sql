begin;
select plan(2);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') from generate_series(1, 500) \g /dev/null
select sched_engine.emit_event('exception.created', pg_temp.id('M2'), '{}') as last \gset
select count(*) from sched_engine.claim_webhooks(:'one') \g /dev/null
select is(
    (select count(*) from sched_engine.due_deliveries(:'one', :hook, '{}', 200)), 1::bigint, 'the first of M1'
);
update sched.webhook_deliveries set next_attempt_at = now() + interval '1 hour'
where id = (select min(id) from sched.webhook_deliveries);
select results_eq(
    format('select event_id from sched_engine.due_deliveries(%L, %s, %L, 200)', :'one', :hook, '{}'),
    array[:last]::bigint[],
    'what waits behind a failure does not hide other machines, however much it is'
);

select * from finish();
rollback;
