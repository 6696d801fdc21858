begin;
select plan(4);
\ir ../../small_plant.psql

set local sched.traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": 1}') as traced \gset
set local sched.traceparent = 'something "else"';
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": {"é": null}}') as wrong \gset
set local sched.traceparent = '';
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{"nr": 3}') as silent \gset
create temporary table told as
select
    e.id,
    sched_engine.event_message(e) as message,
    json_build_object(
        'id', 'evt_' || e.id, 'event', e.event_type, 'epoch', e.epoch,
        'timestamp', to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'data', e.data
    )::text as plain
from sched.events as e;

select is(
    (select t.message::jsonb ->> 'traceparent' from told as t where t.id = :traced),
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', 'the message says to which trace it belongs'
);
select is(
    (select t.message::jsonb - 'traceparent' from told as t where t.id = :traced),
    (select t.plain::jsonb from told as t where t.id = :traced), 'and all the rest'
);
select results_eq(
    format('select t.message from told as t where t.id in (%s, %s) order by t.id', :wrong, :silent),
    format('select t.plain from told as t where t.id in (%s, %s) order by t.id', :wrong, :silent),
    'without one the field is absent'
);
select is(
    (select array_agg(e.traceparent order by e.id) from sched.events as e where e.id in (:wrong, :silent)),
    array[null, null], 'what is not a trace is not kept'
);

select * from finish();
rollback;
