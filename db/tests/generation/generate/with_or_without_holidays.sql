begin;
select plan(6);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.observe('SITE', 1, 'C', '2025-03-12 Founders');
end $$;
create function pg_temp.run(p_regenerate boolean, p_apply_holidays boolean) returns text language sql as $$
    select concat_ws('/', inserted, updated, deleted, unchanged)
    from sched_engine.generate(
        array[pg_temp.id('M1')], '2025-03-10', '2025-03-14', p_regenerate, p_apply_holidays
    )
$$;
create function pg_temp.dates_without() returns datemultirange language sql as $$
    select g.dates_without_holidays from sched.generated_dates as g where g.resource_id = pg_temp.id('M1')
$$;

select is(pg_temp.run(false, false), '10/0/0/0', 'without holidays');
select is_empty(
    $$select * from sched.equipment_schedules where schedule_status = 'holiday'$$,
    'there are none in the plan'
);
select is(pg_temp.dates_without(), '{[2025-03-10,2025-03-15)}'::datemultirange, 'which is remembered');
select is(pg_temp.run(false, true), '0/0/0/10', 'dates that are there stay as they are');
select is(pg_temp.run(true, true), '0/2/0/8', 'regenerated with them the two shifts of a day change');
select is(pg_temp.dates_without(), '{}'::datemultirange, 'which is remembered as well');

select * from finish();
rollback;
