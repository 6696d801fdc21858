begin;
select plan(4);
\ir ../../small_plant.psql

set local sched.now = '2030-01-01 00:00:00+00';
select pg_temp.assign('SITE', '24_7', '2030-01-01') as assignment \gset
select * from sched_engine.generate(null, '2030-03-01', '2030-03-10') \gset
set local sched.now = '2030-01-02 00:00:00+00';
select pg_temp.stop('M1', 'maintenance', 'one', '2030-03-04 08:00+00', '2030-03-04 10:00+00') as one \gset
set constraints all immediate;
set constraints all deferred;
set local sched.now = '2030-01-03 00:00:00+00';
select pg_temp.stop('M1', 'shutdown', 'two', '2030-03-04 09:00+00', '2030-03-04 12:00+00') as two \gset
set constraints all immediate;

create function pg_temp.known(p_at timestamptz) returns bigint language sql as $$
    select count(*)
    from sched_engine.planned_segments_as_known(array[pg_temp.id('M1')], '2030-03-01', '2030-03-10', p_at)
$$;
select is(pg_temp.known('2029-12-31'), 0::bigint, 'before the generation nothing was planned');
select is(pg_temp.known('2030-01-01 12:00+00'), 10::bigint, 'then a row a day');
select is(pg_temp.known('2030-01-02 12:00+00'), 12::bigint, 'then one stop');
select is(pg_temp.known('2030-01-03 12:00+00'), 13::bigint, 'now both');

select * from finish();
rollback;
