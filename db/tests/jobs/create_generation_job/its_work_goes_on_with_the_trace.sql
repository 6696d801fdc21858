begin;
select plan(4);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
\set mine 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
\set other 00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-00
set local sched.traceparent = :'mine';
select sched_engine.create_generation_job(null, '2025-03-10', '2025-03-14', p_batch => 1) as traced \gset
set local sched.traceparent = 'no trace';
select sched_engine.create_generation_job(null, '2025-04-10', '2025-04-14') as silent \gset
-- Whoever does the work may have a trace of his own.
set local sched.traceparent = :'other';
do $$
begin
    for v_step in 1..8 loop
        perform sched_engine.run_job_batch();
    end loop;
end
$$;

select results_eq(
    $$select j.traceparent from sched.jobs as j order by j.id$$, array[:'mine', null], 'a job has the trace of who asked for it'
);
select results_eq(
    $$select e.event_type, e.traceparent, count(*) from sched.events as e
    where e.event_type in ('schedule.generated', 'job.finished') group by 1, 2 order by 1, 2$$,
    format(
        $$values ('job.finished', %1$L, 1::bigint), ('job.finished', null, 1), ('schedule.generated', %1$L, 2),
        ('schedule.generated', null, 1)$$, :'mine'
    ),
    'and so have the events of its batches and of its end; a job without one has none'
);

set local sched.traceparent = :'mine';
select sched_engine.create_generation_job(null, '2025-05-10', '2025-05-14') as job \gset
set local sched.traceparent = :'other';
select sched_engine.cancel_job(:job);
select is(
    (select e.traceparent from sched.events as e where e.data ->> 'job_id' = :'job'), :'other',
    'whoever cancels one is told of by the trace of that'
);
select is((select j.traceparent from sched.jobs as j where j.id = :job), :'mine', 'the job keeps its own');

select * from finish();
rollback;
