begin;
select plan(8);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
prepare run (boolean) as
select inserted, updated, deleted, unchanged
from sched_engine.generate(array[pg_temp.id('M1'), pg_temp.id('M2')], '2025-03-10', '2025-03-14', $1);
prepare preview as
select r.resource_code::text, p.schedule_date::text, p.inserted, p.updated, p.deleted
from sched_engine.preview_generation(
    array[pg_temp.id('M1'), pg_temp.id('M2')], '2025-03-10', '2025-03-14', true
) as p
inner join sched.resources as r on r.id = p.resource_id
order by 1, 2;

select results_eq(
    'execute run(true)', 'values (20::bigint, 0::bigint, 0::bigint, 0::bigint)', 'from nothing'
);
select results_eq('execute run(true)', 'values (0::bigint, 0::bigint, 0::bigint, 20::bigint)', 'nothing new');

do $$ begin
    perform pg_temp.stop('M1', 'maintenance', 'Oil', '2025-03-10 06:00Z', '2025-03-10 08:00Z');
    perform pg_temp.assign('M2', 'DAY_ONLY', '2025-03-14');
end $$;
select results_eq(
    'execute preview',
    $$values
        ('M1', '2025-03-10', 2::bigint, 1::bigint, 0::bigint),
        ('M2', '2025-03-14', 2::bigint, 0::bigint, 2::bigint)$$,
    'the preview: what would change where'
);
select is_empty(
    $$select * from sched.equipment_schedules where exception_id is not null$$, 'which writes nothing'
);
select results_eq(
    'execute run(true)', 'values (4::bigint, 1::bigint, 2::bigint, 17::bigint)', 'the same, written'
);
select is_empty('execute preview', 'then there is nothing left to preview');
select set_eq(
    $$select resource_id, schedule_date, shift_code, planned_start_time, planned_end_time, schedule_status,
        capacity_percent, pattern_id, exception_id, holiday_id from sched.equipment_schedules$$,
    $$select * from sched_engine.planned_segments(null, '2025-03-10', '2025-03-14')$$,
    'what is stored is the plan'
);
update sched.resources set is_active = false where resource_code = 'M1';
select results_eq(
    'execute run(true)', 'values (0::bigint, 0::bigint, 12::bigint, 10::bigint)',
    'a machine that is no longer active loses what lies ahead'
);

select * from finish();
rollback;
