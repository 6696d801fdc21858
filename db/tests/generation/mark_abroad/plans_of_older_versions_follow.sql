begin;
select plan(4);
\ir ../../small_plant.psql

set local sched.now = '2026-09-20Z';
-- The plan as it was when the default calendar held everywhere.
do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    update sched.holiday_calendars set is_default = true where calendar_code = 'ZA';
    perform sched_engine.generate(array[pg_temp.id('M1'), pg_temp.id('M2')], '2026-09-24', '2026-09-25');
    alter table sched.resources disable trigger user;
    update sched.resources set time_zone = 'America/Sao_Paulo' where resource_code = 'M2';
    alter table sched.resources enable trigger user;
    delete from sched.stale_dates;
end $$;

select is(sched_engine.mark_abroad(), 1::bigint, 'machines abroad with holidays in their plan to come are marked');
select results_eq(
    'select m.resource_id, m.dates from sched.stale_dates as m',
    $$values (pg_temp.id('M2'), daterange('2026-09-17', null))$$, 'from now on'
);
delete from sched.stale_dates;
set local sched.now = '2026-09-27Z';
select is(sched_engine.mark_abroad(), 0::bigint, 'the past stays');
set local sched.now = '2026-09-20Z';
do $$ begin perform sched_engine.rebuild(array[pg_temp.id('M2')], '{[2026-09-24,2026-09-26)}', '{}'); end $$;
select is(sched_engine.mark_abroad(), 0::bigint, 'once they have followed there is nothing to do');

select * from finish();
rollback;
