-- Every kind of edit is previewed, then made; the rows that have changed in the stored plan are those foretold.
begin;
select plan(32);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-07 12:00+00', true);

do $$ begin
    perform pg_temp.add_resource('M3', 'work_unit', 'AREA', 'Europe/London', true);
    perform pg_temp.add_pattern('OWN', 7, '1 06:00-14:00 D', '2 06:00-14:00 D', '3 22:00-06:00 N', '4 02:00-02:30 break');
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.assign('M2', 'OWN', '2025-06-01', '2026-03-31');
    perform pg_temp.observe('SITE', 1, 'HOLIDAYS', '2026-01-14 Fourteenth', '2026-02-02 Second');
    perform pg_temp.observe('AREA', 1, 'OTHER', '2026-01-15 Fifteenth');
    perform pg_temp.stop('M1', 'shutdown', 'Shutdown', '2026-01-20 10:00+00', '2026-01-22 10:00+00');
    perform sched_engine.generate(null, '2025-12-25', '2026-03-31');
    perform sched_engine.generate(array[pg_temp.id('M3')], '2026-02-10', '2026-02-20', true, false);
end $$;
set constraints all immediate;
set constraints all deferred;

create temp table foretold (report jsonb);
create temp table stored (like sched.equipment_schedules);
create function pg_temp.changed() returns table (
    resource_code text, schedule_date date, start_before timestamptz, start_after timestamptz,
    status_before text, status_after text
) language sql as $$
    select
        r.resource_code, coalesce(o.schedule_date, n.schedule_date), o.planned_start_time, n.planned_start_time,
        o.schedule_status::text, n.schedule_status::text
    from stored as o
    full join sched.equipment_schedules as n
        on n.resource_id = o.resource_id and n.planned_start_time = o.planned_start_time
        and n.schedule_date = o.schedule_date
    inner join sched.resources as r on r.id = coalesce(o.resource_id, n.resource_id)
    where to_jsonb(o) - 'generated_at' is distinct from to_jsonb(n) - 'generated_at'
$$;
create function pg_temp.foretold() returns table (
    resource_code text, schedule_date date, start_before timestamptz, start_after timestamptz,
    status_before text, status_after text
) language sql as $$
    select
        c ->> 'resource_code', (c ->> 'schedule_date')::date,
        (c -> 'before' ->> 'planned_start_time')::timestamptz, (c -> 'after' ->> 'planned_start_time')::timestamptz,
        c -> 'before' ->> 'schedule_status', c -> 'after' ->> 'schedule_status'
    from foretold as f
    cross join jsonb_array_elements(f.report -> 'changes') as c
$$;

create function pg_temp.agrees(p_name text, p_edit jsonb, p_sql text) returns setof text language plpgsql as $$
begin
    truncate foretold, stored;
    insert into foretold select sched_engine.what_if(p_edit, '2025-12-25', '2026-03-31', 100000);
    insert into stored select * from sched.equipment_schedules;
    execute p_sql;
    set constraints all immediate;
    set constraints all deferred;
    return next isnt_empty('select * from pg_temp.changed()', p_name || ' changes rows');
    return next set_eq('select * from pg_temp.foretold()', 'select * from pg_temp.changed()', p_name || ' as foretold');
end
$$;

select pg_temp.agrees(
    'an assignment', '{"kind": "assign", "resource": "LINE", "pattern": "24_7", "from": "2026-01-01", "to": "2026-02-10"}',
    $$select sched_engine.assign_pattern(pg_temp.id('LINE'), sched_engine.pattern_id('24_7'), '2026-01-01', '2026-02-10')$$
);
select pg_temp.agrees(
    'an assignment that is taken away', '{"kind": "unassign", "resource": "LINE", "from": "2026-01-20"}',
    $$select sched_engine.unassign_pattern(pg_temp.id('LINE'), '2026-01-20')$$
);
select pg_temp.agrees(
    'an exception to come',
    '{"kind": "exception", "resource": "AREA", "type": "maintenance", "start": "2026-01-21 08:00", "end": "2026-01-23 09:30"}',
    $$select pg_temp.stop('AREA', 'maintenance', 'Now', '2026-01-21 08:00+02', '2026-01-23 09:30+02')$$
);
select pg_temp.agrees(
    'an exception in the past, at reduced capacity',
    '{"kind": "exception", "resource": "M1", "type": "other", "start": "2026-01-05 07:00Z", "end": "2026-01-07 20:00Z",
      "impact": "reduced", "capacity_percent": 40}',
    $$select pg_temp.stop('M1', 'other', 'Slow', '2026-01-05 07:00Z', '2026-01-07 20:00Z', 40)$$
);
select pg_temp.agrees(
    'overtime, every week',
    '{"kind": "exception", "resource": "LINE", "type": "overtime", "impact": "additional", "start": "2026-01-10 08:00",
      "end": "2026-01-10 12:00", "recurrence_rule": "FREQ=WEEKLY;COUNT=5", "shift_code": "X"}',
    $$insert into sched.schedule_exceptions (
        resource_id, exception_type, impact_type, description, start_datetime, end_datetime, recurrence_rule, shift_code,
        created_by
    )
    values (
        pg_temp.id('LINE'), 'overtime', 'additional', 'Saturdays', '2026-01-10 08:00+02', '2026-01-10 12:00+02',
        'FREQ=WEEKLY;COUNT=5', 'X', 'test'
    )$$
);
select pg_temp.agrees(
    'shifts that start later',
    '{"kind": "exception", "resource": "M2", "type": "other", "impact": "shifted", "start": "2026-03-02",
      "end": "2026-03-07", "shift_minutes": 90}',
    $$insert into sched.schedule_exceptions
        (resource_id, exception_type, impact_type, description, start_datetime, end_datetime, shift_minutes, created_by)
    values (
        pg_temp.id('M2'), 'other', 'shifted', 'Later', '2026-03-02 00:00+02', '2026-03-07 00:00+02', 90, 'test'
    )$$
);
select pg_temp.agrees(
    'an exception that ends sooner',
    (select format('{"kind": "edit_exception", "exception_id": %s, "changes": {"end_datetime": "2026-01-21 08:00Z"}}', e.id)::jsonb
        from sched.schedule_exceptions as e where e.description = 'Shutdown'),
    $$select sched_engine.edit_exception(e.id, '{"end_datetime": "2026-01-21 08:00Z"}')
    from sched.schedule_exceptions as e where e.description = 'Shutdown'$$
);
select pg_temp.agrees(
    'an exception that is cancelled',
    (select format('{"kind": "cancel_exception", "exception_id": %s}', e.id)::jsonb
        from sched.schedule_exceptions as e where e.description = 'Shutdown'),
    $$select sched_engine.cancel_exception(e.id) from sched.schedule_exceptions as e where e.description = 'Shutdown'$$
);
select pg_temp.agrees(
    'a holiday', '{"kind": "holiday", "calendar": "OTHER", "date": "2026-02-12", "name": "Twelfth"}',
    $$insert into sched.holidays (calendar_id, holiday_name, holiday_date)
    select c.id, 'Twelfth', '2026-02-12' from sched.holiday_calendars as c where c.calendar_code = 'OTHER'$$
);
select pg_temp.agrees(
    'a working day',
    '{"kind": "holiday", "calendar": "OTHER", "date": "2026-01-15", "name": "Fifteenth", "working": true}',
    $$select sched_engine.add_holiday(
        sched_engine.calendar_id('OTHER'), '2026-01-15', 'Fifteenth', p_affects_scheduling => false
    )$$
);
select pg_temp.agrees(
    'a holiday that is removed',
    (select format('{"kind": "remove_holiday", "holiday_id": %s}', h.id)::jsonb
        from sched.holidays as h where h.holiday_name = 'Twelfth'),
    $$delete from sched.holidays as h where h.holiday_name = 'Twelfth'$$
);
do $$ begin
    insert into sched.holidays (calendar_id, holiday_name, recurrence_rule)
    select c.id, 'Each twentieth', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=20'
    from sched.holiday_calendars as c where c.calendar_code = 'OTHER';
    set constraints all immediate;
    set constraints all deferred;
end $$;
select pg_temp.agrees(
    'a holiday that recurs, removed',
    (select format('{"kind": "remove_holiday", "holiday_id": %s}', h.id)::jsonb
        from sched.holidays as h where h.holiday_name = 'Each twentieth'),
    $$delete from sched.holidays as h where h.holiday_name = 'Each twentieth'$$
);
select pg_temp.agrees(
    'calendars', '{"kind": "calendars", "resource": "AREA", "calendars": ["OTHER", "HOLIDAYS"]}',
    $$select sched_engine.assign_calendars(
        pg_temp.id('AREA'), array[sched_engine.calendar_id('OTHER'), sched_engine.calendar_id('HOLIDAYS')]
    )$$
);
select pg_temp.agrees(
    'rules of a pattern in use',
    '{"kind": "pattern_rules", "pattern": "OWN", "cycle_days": 2, "rules": [
        {"cycle_day": 0, "start_time": "20:00", "end_time": "08:00", "shift_code": "L"},
        {"cycle_day": 0, "start_time": "23:00", "end_time": "23:30", "is_operating": false}
    ]}',
    $$select sched_engine.replace_pattern_rules(
        sched_engine.pattern_id('OWN'),
        '[{"cycle_day": 0, "start_time": "20:00", "end_time": "08:00", "shift_code": "L"},
          {"cycle_day": 0, "start_time": "23:00", "end_time": "23:30", "is_operating": false}]', 2
    )$$
);
select pg_temp.agrees(
    'a new pattern, where it is to be assigned',
    '{"kind": "pattern_rules", "pattern": "NEW", "resource": "M3", "from": "2026-02-01", "rules": [
        {"cycle_day": 1, "start_time": "09:00", "end_time": "11:00", "shift_code": "T"}
    ]}',
    $$select sched_engine.assign_pattern(pg_temp.id('M3'), sched_engine.create_pattern(
        'NEW', 'New', '[{"cycle_day": 1, "start_time": "09:00", "end_time": "11:00", "shift_code": "T"}]'
    ), '2026-02-01')$$
);
update sched.system_configuration set config_value = '2026-02-15' where config_key = 'period_lock_date';
select pg_temp.agrees(
    'not before the period lock', '{"kind": "assign", "resource": "M3", "pattern": "24_7", "from": "2026-02-01"}',
    $$select sched_engine.assign_pattern(pg_temp.id('M3'), sched_engine.pattern_id('24_7'), '2026-02-01')$$
);

select * from finish();
rollback;
