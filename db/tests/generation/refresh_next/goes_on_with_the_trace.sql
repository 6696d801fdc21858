begin;
select plan(5);
\ir ../../small_plant.psql

set local sched.now = '2030-01-01 00:00:00+00';
select pg_temp.assign('SITE', '24_7', '2030-01-01') as assignment \gset
select * from sched_engine.generate(null, '2030-03-01', '2030-03-31') \gset
set constraints all immediate;
set constraints all deferred;
update sched.system_configuration set config_value = '5' where config_key = 'refresh_inline_machine_days';
\set mine 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01

set local sched.traceparent = :'mine';
update sched.resources set time_zone = 'Asia/Tokyo' where resource_code = 'SITE';
set constraints all immediate;
select results_eq(
    'select s.traceparent from sched.stale_dates as s order by s.id', array[:'mine'], 'a mark has the trace of its edit'
);
delete from sched.events;
set local sched.traceparent = '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-00';
select is((select machines from sched_engine.refresh_next()), 2, 'the first edit');
select set_eq(
    'select e.event_type, e.traceparent from sched.events as e', format($$values ('schedule.changed', %L)$$, :'mine'),
    'what is told of the plan has it too'
);
set local sched.traceparent = '';
select pg_temp.stop('SITE', 'shutdown', 'Fair', '2030-03-10 00:00Z', '2030-03-20 00:00Z') as stop \gset
delete from sched.events;
set local sched.traceparent = '00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-00';
select is((select machines from sched_engine.refresh_next()), 2, 'the second');
select set_eq(
    'select e.event_type, e.traceparent from sched.events as e', $$values ('schedule.changed', null::text)$$,
    'an edit without one has none'
);

select * from finish();
rollback;
