begin;
select plan(8);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
delete from sched.events;
create function pg_temp.fail() returns void language sql as $$
    update sched.webhook_deliveries set attempts = 3, next_attempt_at = now() + interval '2 h';
    update sched.webhook_endpoints
    set claim_id = null, lease_until = null, failures = 9, failing_since = now(), open_until = now() + interval '10 min';
$$;
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as first \gset
select sched_engine.emit_event('exception.created', pg_temp.id('M2'), '{}') as second \gset
insert into sched.webhook_endpoints (subscription_id) values (:hook);
select pg_temp.fail() \g /dev/null

select is_empty(format('select sched_engine.claim_webhooks(%L)', :'one'), 'everything waits');
select results_eq(
    format('select * from sched_engine.replay_webhook(%s, null, %s)', :hook, :first),
    $$values (0::bigint, 1::bigint, 2::bigint)$$,
    'a replay of what waits does not double it, and says that it waited, and what else did'
);
select is((select count(*) from sched_engine.claim_webhooks(:'one')), 1::bigint, 'now it is due');
select is((select count(*) from sched_engine.due_deliveries(:'one', :hook)), 2::bigint, 'and all that waits with it');

select pg_temp.fail() \g /dev/null
select is(sched_engine.activate_webhook(:hook, false), 0::bigint, 'whoever is not told waits');
select is_empty(format('select sched_engine.claim_webhooks(%L)', :'one'), 'for nothing');
select is(sched_engine.activate_webhook(:hook, true), 2::bigint, 'told again, it gets what waited');
select is((select count(*) from sched_engine.claim_webhooks(:'one')), 1::bigint, 'at once');

select * from finish();
rollback;
