begin;
select plan(13);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') as event \gset
select sched_engine.emit_event('exception.created', pg_temp.id('M2'), '{}') as event \gset
select count(*) from sched_engine.claim_webhooks(:'one') \g /dev/null
create function pg_temp.answer(p_status integer, p_retry_after float default 0) returns void language sql as $$
    select sched_engine.record_attempts(d.subscription_id, jsonb_build_array(jsonb_build_object(
        'delivery_id', d.id, 'accepted', p_status = 200, 'status', p_status, 'answer', 'x', 'duration_ms', 7,
        'retry_after', p_retry_after)))
    from sched.webhook_deliveries as d where d.id = (select min(id) from sched.webhook_deliveries)
$$;
create view pg_temp.first as select * from sched.webhook_deliveries order by id limit 1;

select pg_temp.answer(500) \g /dev/null
select results_eq(
    'select state::text, attempts::int, status::int, answer, duration_ms from pg_temp.first',
    $$values ('pending', 1, 500, 'x', 7)$$, 'a failure is tried again'
);
select ok(
    (select next_attempt_at between clock_timestamp() + interval '4 s' and clock_timestamp() + interval '6 s' from pg_temp.first),
    'in about 5 seconds'
);
select pg_temp.answer(503, 3000) \g /dev/null
select ok((select next_attempt_at > clock_timestamp() + interval '2990 s' from pg_temp.first), 'or when the receiver says');
select ok(
    (select sum(sched_engine.retry_delay(n)) >= interval '75 hours' from generate_series(1, 9) as n), 'over at least 75 hours'
);
select pg_temp.answer(500), pg_temp.answer(500) \g /dev/null
select is((select open_until from sched.webhook_endpoints), null, 'four failures are nothing yet');
select pg_temp.answer(500) \g /dev/null
select ok((select open_until > clock_timestamp() from sched.webhook_endpoints), 'the fifth opens the breaker');
select is((select count(*) from sched_engine.due_deliveries(:'one', :hook)), 0::bigint, 'nothing is sent');
update sched.webhook_endpoints set open_until = clock_timestamp();
update sched.webhook_deliveries set next_attempt_at = clock_timestamp();
select is((select count(*) from sched_engine.due_deliveries(:'one', :hook)), 1::bigint, 'then one delivery is tried, of two');
select pg_temp.answer(200) \g /dev/null
select results_eq(
    'select failures, open_until, failing_since from sched.webhook_endpoints',
    'values (0, null::timestamptz, null::timestamptz)', 'its success closes the breaker'
);

select results_eq(
    'select last_status::int, last_attempt_at >= now() from sched.webhook_endpoints', 'values (200, true)', 'the last answer is kept'
);

update sched.webhook_deliveries set state = 'pending', attempts = 9;
select pg_temp.answer(500) \g /dev/null
select is((select state::text from pg_temp.first), 'failed', 'the tenth failure is the last');
update sched.webhook_deliveries set state = 'pending', attempts = 0;
select pg_temp.answer(410) \g /dev/null
select is((select disabled_reason from sched.webhook_endpoints), 'The endpoint answered 410 Gone.', '410 disables it');
update sched.webhook_endpoints set disabled_at = null, disabled_reason = null, failing_since = now() - interval '121 hours';
select pg_temp.answer(500) \g /dev/null
select is(
    (select disabled_reason from sched.webhook_endpoints), 'Nothing was accepted for five days.', 'and so do five days of failures'
);

select * from finish();
rollback;
