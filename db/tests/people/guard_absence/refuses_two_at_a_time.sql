begin;
select plan(23);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.remedy(p_statement text) returns text language plpgsql as $$
declare
    v_hint text;
begin
    execute p_statement;
    return 'done';
exception when others then
    get stacked diagnostics v_hint = pg_exception_hint;
    return v_hint;
end
$$;

create function pg_temp.told(p_statement text) returns text language plpgsql as $$
begin
    execute p_statement;
    return 'done';
exception when others then
    return concat_ws('|', sqlstate, sqlerrm);
end
$$;

select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-01', '2026-06-05')$$),
    'done',
    'whole days'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-05', '2026-06-09')$$),
    'SC022|Employee A is absent from 2026-06-01 to 2026-06-05 already.',
    'a day of both'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-06', '2026-06-06')$$),
    'done',
    'the day after'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-05 21:00Z', '2026-06-05 22:00Z')$$),
    'SC022|Employee A is absent from 2026-06-01 to 2026-06-05 already.',
    'a part of those days, by the clock of the team (UTC+2)'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-06 22:00Z', '2026-06-07 04:00Z')$$),
    'done',
    'midnight is the end of the day'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-07 03:00Z', '2026-06-07 05:00Z')$$),
    'SC022|Employee A is absent from 2026-06-07 00:00 to 2026-06-07 06:00 already.',
    'two parts of a day'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-07', '2026-06-07')$$),
    'done',
    'a day after the end of a night: that belongs to the day before'
);
select is(
    pg_temp.told($$update sched.emp_absences set absence_status = 'cancelled' where start_date = '2026-06-06'$$),
    'done',
    'what is cancelled'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-06', '2026-06-06')$$),
    'done',
    'does not count'
);
select is(
    pg_temp.told($$update sched.emp_absences set absence_status = 'requested' where absence_status = 'cancelled'$$),
    'SC022|Employee A is absent on 2026-06-06 already.',
    'what is requested does'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-12', '2026-06-11')$$),
    'SC023|The absence of employee A ends (2026-06-11) before it begins (2026-06-12).',
    'backwards'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-12 06:00Z', '2026-06-12 06:00Z')$$),
    'SC023|The absence of employee A ends (2026-06-12 08:00) before it begins (2026-06-12 08:00).',
    'no time at all, by the clock of the team'
);
select is(
    pg_temp.remedy($$select pg_temp.absent('A', '2026-06-12 06:00Z', '2026-06-12 06:00Z')$$),
    'Give an end after the start.',
    'the end of times is not included'
);
select is(
    pg_temp.remedy($$select pg_temp.absent('A', '2026-06-12', '2026-06-11')$$),
    'Give an end that is not before the start; dates are both included.',
    'that of dates is'
);
select is(
    pg_temp.told($$select pg_temp.absent('A', '2026-06-07 06:00Z', '2026-06-07 10:01Z')$$),
    'SC022|Employee A is absent on 2026-06-07 already.',
    'no night runs after noon'
);
select is(
    pg_temp.told($$insert into sched.emp_absences (employee_id) values (pg_temp.person('A'))$$),
    'SC016|The absence of employee A has no start.',
    'never'
);
select is(
    pg_temp.told($$insert into sched.emp_absences (employee_id, start_date) values (pg_temp.person('A'), '2026-07-01')$$),
    'SC016|The absence of employee A has only one of its two ends.',
    'since when'
);
select is(
    pg_temp.told($$insert into sched.emp_absences (employee_id, start_date, end_date, start_time, end_time) values (pg_temp.person('A'), '2026-07-01', '2026-07-01', '2026-07-01 06:00Z', '2026-07-01 07:00Z')$$),
    'SC023|The absence of employee A has both dates and times.',
    'both'
);
select is(
    pg_temp.told($$insert into sched.emp_absences (employee_id, absence_kind, start_date, end_date) values (pg_temp.person('B'), 'sick', '2026-06-01', '2026-06-01')$$),
    'done',
    'another person'
);
select is(
    pg_temp.told($$update sched.emp_absences set absence_kind = 'other'$$),
    'done',
    'a change of something else looks at no dates'
);

select is(sched_engine.employee_zone(pg_temp.person('A'), '2026-06-01'), 'Africa/Johannesburg', 'the zone of the team');
select pg_temp.add_resource('ELSE', 'site', null, 'America/New_York') as other \gset
update sched.emp_employees set resource_id = :other where employee_number = 'A';
select is(
    sched_engine.employee_zone(pg_temp.person('A'), '2025-06-01'), 'America/New_York', 'without one that of their part of the plant'
);
update sched.emp_employees set resource_id = null where employee_number = 'A';
select is(sched_engine.employee_zone(pg_temp.person('A'), '2025-06-01'), 'UTC', 'without any UTC');

select * from finish();
rollback;
