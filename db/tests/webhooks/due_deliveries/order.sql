begin;
select plan(7);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
\set one '00000000-0000-0000-0000-000000000001'
select sched_engine.emit_event('exception.created', pg_temp.id(r.code), jsonb_build_object('nr', r.nr))
from (values ('M1', 1), ('M2', 2), ('M1', 3), ('AREA', 4), ('M2', 5)) as r (code, nr) \g /dev/null
select sched_engine.emit_event('exception.created', null, '{"nr": 6}') as plant \gset
create function pg_temp.due(p_held bigint[] default '{}') returns integer[] language sql as $$
    select array_agg((d.message::jsonb #>> '{data,nr}')::integer order by d.event_id)
    from sched_engine.due_deliveries('00000000-0000-0000-0000-000000000001', (select max(id) from sched.webhook_subscriptions), p_held) as d
$$;
create function pg_temp.answer(p_nr integer, p_accepted boolean) returns void language sql as $$
    select sched_engine.record_attempts(d.subscription_id, jsonb_build_array(jsonb_build_object(
        'delivery_id', d.id, 'accepted', p_accepted, 'status', case when p_accepted then 200 else 500 end)))
    from sched.webhook_deliveries as d inner join sched.events as e on e.id = d.event_id
    where (e.data ->> 'nr')::integer = p_nr
$$;
create function pg_temp.delivery(p_nr integer) returns bigint language sql as $$
    select d.id from sched.webhook_deliveries as d inner join sched.events as e on e.id = d.event_id
    where (e.data ->> 'nr')::integer = p_nr
$$;

select is(pg_temp.due(), null, 'nothing without a claim');
select is((select array_agg(c) from sched_engine.claim_webhooks(:'one') as c), array[:hook]::bigint[], 'the claim');
select is(pg_temp.due(), '{1,2}', 'the first of each machine');
select is(pg_temp.due(array[pg_temp.delivery(1)]), '{2}', 'not what is in flight, nor what follows it');
select pg_temp.answer(1, true) \g /dev/null
select is(pg_temp.due(), '{2,3}', 'then the next');
select pg_temp.answer(2, false), pg_temp.answer(3, true) \g /dev/null
select is(pg_temp.due(), null, 'the area waits for M2, which is tried again later; M2 and the plant wait for the area');
update sched.webhook_deliveries set next_attempt_at = now() where state = 'pending';
select pg_temp.answer(2, true), pg_temp.answer(4, true), pg_temp.answer(5, true) \g /dev/null
select is(pg_temp.due(), '{6}', 'the plant comes last');

select * from finish();
rollback;
