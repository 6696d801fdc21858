-- The answer to record_attempts may be lost, and what it was told be told again.
begin;
select plan(5);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
select count(sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}')) from generate_series(1, 16) \g /dev/null
select count(*) from sched_engine.claim_webhooks(:'one') \g /dev/null
create function pg_temp.fail(p_attempts integer) returns void language sql as $$
    select sched_engine.record_attempts(min(d.subscription_id), jsonb_agg(jsonb_build_object(
        'delivery_id', d.id, 'accepted', false, 'status', 500, 'attempts', p_attempts)))
    from sched.webhook_deliveries as d
$$;

select pg_temp.fail(0), pg_temp.fail(0) \g /dev/null
select results_eq(
    'select distinct attempts::integer from sched.webhook_deliveries', 'values (1)', 'an attempt told twice counts once'
);
select is((select failures::integer from sched.webhook_endpoints), 5, 'what was sent together counts up to five');
select ok(
    (select open_until between clock_timestamp() and clock_timestamp() + interval '10 s' from sched.webhook_endpoints),
    'and opens the breaker for ten seconds'
);
update sched.webhook_endpoints set open_until = clock_timestamp();
select pg_temp.fail(1) \g /dev/null
select ok(
    (select open_until > clock_timestamp() + interval '15 s' from sched.webhook_endpoints), 'a probe that fails, for longer'
);
select sched_engine.record_attempts(:hook, jsonb_build_array(jsonb_build_object(
    'delivery_id', d.id, 'accepted', true, 'status', 200, 'attempts', 0)))
from (select min(i.id) as id from sched.webhook_deliveries as i) as d \g /dev/null
select is(
    (select d.state::text from sched.webhook_deliveries as d order by d.id limit 1), 'delivered',
    'what was accepted is, however late that is told'
);

select * from finish();
rollback;
