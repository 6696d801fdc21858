-- The stored shifts are other than the model's here, so that it shows which of the two an edit goes by.
begin;
select plan(9);
\ir ../../small_plant.psql
set local sched.now = '2030-01-01 00:00:00+00';

create function pg_temp.stored() returns text language sql as $$
    select string_agg(
        concat_ws(' ', to_char(s.planned_start_time, 'DD HH24:MI') || '-' || to_char(s.planned_end_time, 'HH24:MI'),
            s.schedule_status, e.description, h.holiday_name), ', ' order by s.planned_start_time)
    from sched.equipment_schedules as s
    left join sched.schedule_exceptions as e on e.id = s.exception_id
    left join sched.holidays as h on h.id = s.holiday_id
$$;
create function pg_temp.enter(p_impact sched.impact_type, p_start timestamptz, p_end timestamptz, p_minutes integer)
returns void language sql as $$
    insert into sched.schedule_exceptions (
        resource_id, exception_type, impact_type, start_datetime, end_datetime, shift_minutes, description, created_by
    )
    values (
        pg_temp.id('M1'), case p_impact when 'additional' then 'overtime' else 'other' end::sched.exception_type, p_impact,
        p_start, p_end, p_minutes, p_impact::text, 'test'
    )
$$;
do $$ begin
    perform pg_temp.add_pattern('DAY', 1, '0 08:00-16:00 D', '0 12:00-13:00 break');
    perform pg_temp.assign('SITE', 'DAY', '2029-01-01');
    perform pg_temp.observe('SITE', 1, 'C', '2030-03-04 Half 15:00-16:00');
    perform sched_engine.generate(array[pg_temp.id('M1')], '2030-03-04', '2030-03-04');
end $$;
set constraints all immediate;
-- Half an hour longer than the model says, as if something else still waited for the worker.
update sched.equipment_schedules set planned_end_time = planned_end_time + interval '30 minutes'
where planned_end_time = '2030-03-04 14:00Z';

select pg_temp.stop('M1', 'maintenance', 'Belt', '2030-03-04 09:00Z', '2030-03-04 12:00Z') as belt \gset
select is(
    pg_temp.stored(),
    '04 06:00-09:00 operating, 04 09:00-10:00 maintenance Belt, 04 11:00-12:00 maintenance Belt, '
    '04 12:00-13:00 operating, 04 13:00-14:30 holiday Half',
    'a stop cuts the stretches that are stored; the break stays, and the holiday'
);
select pg_temp.stop('LINE', 'other', 'Slow', '2030-03-04 11:30Z', '2030-03-04 13:30Z', 50) as slow \gset
select is(
    pg_temp.stored(),
    '04 06:00-09:00 operating, 04 09:00-10:00 maintenance Belt, 04 11:00-12:00 maintenance Belt, '
    '04 12:00-13:00 operating Slow, 04 13:00-14:30 holiday Half',
    'less capacity above it, where neither stop nor holiday stands before it'
);
update sched.schedule_exceptions set resource_id = pg_temp.id('M2') where id = :slow;
select is(
    pg_temp.stored(),
    '04 06:00-09:00 operating, 04 09:00-10:00 maintenance Belt, 04 11:00-12:00 maintenance Belt, '
    '04 12:00-13:00 operating, 04 13:00-14:30 holiday Half',
    'who no longer stands below it is done with it'
);
update sched.schedule_exceptions set is_active = false where id = :belt;
select is(
    pg_temp.stored(),
    '04 06:00-10:00 operating, 04 11:00-13:00 operating, 04 13:00-14:30 holiday Half',
    'cancelling gives back what there was'
);
select results_eq(
    format(
        $$select * from sched_engine.recut(array[%s::bigint], '{[2030-03-04,2030-03-05)}', '{}')$$, pg_temp.id('M1')
    ),
    $$values (0::bigint, 0::bigint, 0::bigint, 3::bigint)$$,
    'nothing is left to cut'
);
update sched.system_configuration set config_value = '2030-03-04' where config_key = 'period_lock_date';
update sched.schedule_exceptions set description = 'Again' where id = :belt;
select results_eq(
    format(
        $$select * from sched_engine.recut(array[%s::bigint], '{[2030-03-04,2030-03-05)}', '{}')$$, pg_temp.id('M1')
    ),
    $$values (0::bigint, 0::bigint, 0::bigint, 0::bigint)$$,
    'locked dates are none to cut'
);
update sched.system_configuration set config_value = 'none' where config_key = 'period_lock_date';

select pg_temp.enter('shifted', '2030-03-04 05:00Z', '2030-03-04 07:00Z', 60) as moved \gset
select is(
    pg_temp.stored(),
    '04 07:00-11:00 operating shifted, 04 12:00-13:00 operating shifted, 04 13:00-14:00 holiday Half, '
    '04 14:00-15:00 operating shifted',
    'a move plans the shift anew, by the model'
);
select pg_temp.stop('M1', 'maintenance', 'Oil', '2030-03-04 08:00Z', '2030-03-04 09:00Z') as oil \gset
update sched.schedule_exceptions set is_active = false where id = :oil;
select is(
    pg_temp.stored(),
    '04 07:00-11:00 operating shifted, 04 12:00-13:00 operating shifted, 04 13:00-14:00 holiday Half, '
    '04 14:00-15:00 operating shifted',
    'a shift that was moved says so again after a stop in it'
);
select pg_temp.enter('additional', '2030-03-04 15:00Z', '2030-03-04 17:00Z', null) as more \gset
select is_empty(
    format(
        $$select * from sched_engine.recut(array[%s::bigint], '{[2030-03-04,2030-03-05)}', '{}')$$, pg_temp.id('M1')
    ),
    'where there is overtime, nothing is cut'
);

select * from finish();
rollback;
