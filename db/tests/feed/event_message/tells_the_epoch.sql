begin;
select plan(3);
\ir ../../small_plant.psql

select max(epoch) as now from sched.feed_epochs \gset
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": 1}') as before \gset
-- As if nothing else had been written meanwhile: what is not certain is told again.
update sched.events set ended_before = transaction_id where id = :before;
update sched.feed_epochs set timeline = 0;
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": 2}') as after \gset
create temporary table told as
select
    e.id,
    sched_engine.event_message(e)::jsonb as message
from sched.events as e;

select is((select t.message ->> 'id' from told as t where t.id = :after), 'evt_' || :'after', 'the id is the number');
select is(
    (select array_agg((t.message ->> 'epoch')::integer order by t.id) from told as t where t.id in (:before, :after)),
    array[:now, :now + 1],
    'what came after a recovery says so'
);
select is((select t.message #>> '{data,nr}' from told as t where t.id = :before), '1', 'the rest stays');

select * from finish();
rollback;
