begin;
select plan(4);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
select pg_temp.add_resource('SITE-2', 'site', null, 'UTC') \g /dev/null
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": 0}') as failed \gset
select sched_engine.emit_event('exception.created', pg_temp.id('AREA'), '{"nr": 1}') as area \gset
select sched_engine.emit_event('exception.created', pg_temp.id('M2'), '{"nr": 2}') from generate_series(1, 500) \g /dev/null
select sched_engine.emit_event('exception.created', pg_temp.id('SITE-2'), '{"nr": 3}') as other \gset
select count(*) from sched_engine.claim_webhooks(:'one') \g /dev/null
create function pg_temp.due() returns bigint[] language sql as $$
    select array_agg(d.event_id order by d.event_id)
    from sched_engine.due_deliveries(
        '00000000-0000-0000-0000-000000000001', (select max(s.id) from sched.webhook_subscriptions as s), '{}', 200
    ) as d
$$;

select is(pg_temp.due(), array[:failed]::bigint[], 'the first of all that concern each other');
update sched.webhook_deliveries set next_attempt_at = now() + interval '1 hour' where event_id = :failed;
select is(
    pg_temp.due(), array[:other]::bigint[],
    'M2 does not overtake its area, which waits for M1; another site waits for nobody, however much that is'
);
update sched.webhook_deliveries set next_attempt_at = now(), state = 'delivered', finished_at = now() where event_id = :failed;
select is(pg_temp.due(), array[:area]::bigint[], 'then the area');
update sched.webhook_deliveries set state = 'delivered', finished_at = now() where event_id = :area;
select is(pg_temp.due(), array[:area + 1]::bigint[], 'then the first of M2');

select * from finish();
rollback;
