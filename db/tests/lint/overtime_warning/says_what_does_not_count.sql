begin;
select plan(8);
\ir ../../small_plant.psql

-- 2030-03-09 is a Saturday.
set local sched.now = '2030-03-01 00:00:00+00';
select pg_temp.add_pattern('DAYS', 7, '1 08:00-16:00 D', '2 08:00-16:00 D') as pattern \gset
select pg_temp.assign('SITE', 'DAYS', '2030-01-01') as assignment \gset
select pg_temp.stop('M1', 'maintenance', 'belt', '2030-03-09 10:00+02', '2030-03-09 11:00+02') as stop \gset
create function pg_temp.overtime(p_code text, p_start text, p_end text, p_rule text default null)
returns bigint language sql as $$
    select sched_engine.add_exception(
        pg_temp.id(p_code), 'overtime', (p_start || '+02')::timestamptz, (p_end || '+02')::timestamptz, 'ot',
        p_recurrence_rule => p_rule
    )
$$;

select pg_temp.overtime('M2', '2030-03-09 08:00', '2030-03-09 12:00') as made \gset
select is(
    sched_engine.overtime_warning(:made), null,
    'nothing when all of it counts'
);
select is(sched_engine.overtime_warning(:stop), null, 'nor of what is no overtime');
select is(sched_engine.overtime_warning(-1), null, 'nor of what is not there');
select pg_temp.overtime('M1', '2030-03-09 10:00', '2030-03-09 12:00') as made \gset
select is(
    sched_engine.overtime_warning(:made),
    format('1 of its 2 hours count: M1 is stopped for 1 hour by exception %s (maintenance, belt).', :stop),
    'what is stopped, and by which exception'
);
select pg_temp.overtime('LINE', '2030-03-11 08:00', '2030-03-11 10:30') as made \gset
select is(
    sched_engine.overtime_warning(:made),
    'None of its 5 hours count: M1, M2 are operating anyway for 5 hours.', 'what is operating anyway, on all machines'
);
select pg_temp.overtime('M1', '2030-03-16 08:00', '2030-03-16 12:00') as older \gset
select pg_temp.overtime('M1', '2030-03-16 11:00', '2030-03-16 12:00') as newer \gset
select is(
    sched_engine.overtime_warning(:older),
    format('3 of its 4 hours count: M1 is in overtime already for 1 hour, by exception %s.', :newer), 'other overtime'
);

update sched.schedule_exceptions set recurrence_rule = 'FREQ=WEEKLY' where id = :stop;
update sched.system_configuration set config_value = '1' where config_key = 'rolling_horizon_months';
select pg_temp.overtime('M1', '2030-02-23 10:00', '2030-02-23 12:00', 'FREQ=WEEKLY') as made \gset
select is(
    sched_engine.overtime_warning(:made),
    format('10 of its 18 hours from 2030-03-01 to 2030-04-30 count: M1 is stopped for 8 hours by exception %s '
        '(maintenance, belt).', :stop),
    'one that recurs is looked at from today to the horizon'
);
select pg_temp.add_resource('STORE', 'area', 'SITE') as store \gset
select pg_temp.overtime('STORE', '2030-03-09 08:00', '2030-03-09 12:00') as made \gset
select is(
    sched_engine.overtime_warning(:made),
    'It adds nothing: no scheduled machine is at or below its resource.', 'nobody is there'
);

select * from finish();
rollback;
