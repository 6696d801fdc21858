begin;
select plan(5);
\ir ../../small_plant.psql

set local sched.now = '2030-01-01 00:00:00+00';
select pg_temp.assign('SITE', '24_7', '2030-01-01') as assignment \gset
select * from sched_engine.generate(null, '2030-03-01', '2030-03-31') \gset
set constraints all immediate;
set constraints all deferred;
update sched.system_configuration set config_value = '5' where config_key = 'refresh_inline_machine_days';

select set_config('app.current_user', 'pat', true) as name \gset
update sched.resources set time_zone = 'Asia/Tokyo' where resource_code = 'SITE';
set constraints all immediate;
select set_config('app.current_user', 'worker', true) as name \gset
select results_eq(
    $$select r.resource_code::text, s.changed_by from sched.stale_dates as s
    inner join sched.resources as r on r.id = s.resource_id$$,
    $$values ('SITE', 'pat')$$,
    'the edit waits, in the name of who made it'
);
select results_eq(
    'select distinct is_current from sched_oee.daily_availability', 'values (false)', 'readers can see that'
);
select is((select machines from sched_engine.refresh_next(1)), 1, 'one machine at a time');
select is(
    (select machines from sched_engine.refresh_next(1)) + (select machines from sched_engine.refresh_next(1)),
    1,
    'then the other, and the mark goes'
);
select results_eq(
    $$select distinct is_current, (select distinct changed_by from sched.schedule_changes where change_kind = 'changed')
    from sched_oee.daily_availability$$,
    $$values (true, 'pat')$$,
    'current again, and the feed names who made the edit'
);

select * from finish();
rollback;
