begin;
select plan(8);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
create view pg_temp.mes as select s.* from api_v1.webhook_status as s where s.webhook_name = 'mes';
create function pg_temp.counts() returns text language sql as $$
    select format('%s %s: %s %s %s', m.state, m.last_status, m.pending, m.delivered, m.failed) from pg_temp.mes as m
$$;

select is(pg_temp.counts(), 'ok : 0 0 0', 'nothing was sent yet');
delete from sched.events;
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') from generate_series(1, 3) \g /dev/null
insert into sched.webhook_endpoints (subscription_id) values (:hook);
select sched_engine.record_attempts(:hook, jsonb_build_array(jsonb_build_object(
    'delivery_id', (select min(d.id) from sched.webhook_deliveries as d), 'accepted', true, 'status', 204))) \g /dev/null
select is(pg_temp.counts(), 'ok 204: 2 1 0', 'one of three was accepted');
select is(
    (select m.oldest_pending from pg_temp.mes as m),
    (select min(d.created_at) from sched.webhook_deliveries as d where d.state = 'pending'), 'since when the next waits'
);
select sched_engine.record_attempts(:hook, jsonb_build_array(jsonb_build_object(
    'delivery_id', (select max(d.id) from sched.webhook_deliveries as d), 'accepted', false, 'status', 503))) \g /dev/null
select is(pg_temp.counts(), 'failing 503: 2 1 0', 'one was not');
update sched.webhook_deliveries set state = 'failed', finished_at = now() where status = 503;
update sched.webhook_endpoints set open_until = clock_timestamp() + interval '1 min';
select is(pg_temp.counts(), 'waiting 503: 1 1 1', 'it is left alone for a while');
select ok((select m.paused_until > now() from pg_temp.mes as m), 'until then');
update sched.webhook_endpoints set disabled_at = now(), disabled_reason = 'Gone.';
select is((select m.state || ': ' || m.reason from pg_temp.mes as m), 'disabled: Gone.', 'the system disabled it');
select is((select w.is_active from api_v1.webhooks as w where w.id = :hook), false, 'so it is not active');

select * from finish();
rollback;
