-- As the roles themselves: what is granted works, what is not is refused.
begin;
select plan(14);
\ir ../../small_plant.psql

set local sched.now = '2025-03-10 08:00Z';
select pg_temp.assign('SITE', '24_7', '2025-01-01') as assignment \gset
select count(*) from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-09', '2025-03-11') \gset
select pg_temp.id('M1') as machine \gset

set local role sched_oee_reader;
select is(
    (select count(*) from sched_oee.equipment_schedule as s where s.resource_id = :machine),
    3::bigint, 'OEE: rows'
);
select is(
    (select count(*) from sched_oee.daily_availability as a where a.resource_id = :machine),
    3::bigint, 'OEE: days'
);
select isnt_empty('select * from sched_oee.current_status', 'OEE: now');
select throws_ok('select * from sched.equipment_schedules', '42501', null, 'OEE: no tables');
select throws_ok(
    $$select * from sched_engine.planned_segments(null, '2025-03-09', '2025-03-09')$$,
    '42501', null, 'OEE: no engine'
);
select throws_ok(
    $$select api_v1.generate_schedules('2025-03-01', '2025-03-02')$$, '42501', null, 'OEE: no generation'
);

set local role sched_viewer;
select throws_ok('select * from sched.resources', '42501', null, 'viewer: no tables');
select throws_ok(
    $$select api_v1.generate_schedules('2025-03-01', '2025-03-02')$$, '42501', null, 'viewer: no generation'
);

set local role sched_anon;
select isnt_empty('select * from api_v1.health', 'anonymous: health');
select throws_ok('select * from sched_oee.current_status', '42501', null, 'anonymous: no OEE');
select throws_ok('select * from sched.resources', '42501', null, 'anonymous: no tables');
select throws_ok(
    $$select api_v1.oee_availability('1', '2025-03-09', '2025-03-09')$$,
    '42501', null, 'anonymous: no availability'
);

set local role sched_planner;
select lives_ok(
    format($$select api_v1.generate_schedules('2025-03-12', '2025-03-12', array[%s])$$, :machine),
    'planner: generates, without a right to any table'
);
select throws_ok('delete from sched.equipment_schedules', '42501', null, 'planner: no tables');

reset role;
select * from finish();
rollback;
