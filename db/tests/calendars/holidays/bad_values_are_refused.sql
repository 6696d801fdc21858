begin;
select plan(10);
\ir ../../small_plant.psql

select pg_temp.observe('SITE', 1, 'C') as calendar \gset
create function pg_temp.try(
    p_date date, p_start time default null, p_end time default null, p_name text default 'Day',
    p_rule text default null
) returns void language sql as $$
    insert into sched.holidays
        (calendar_id, holiday_name, holiday_date, start_time, end_time, recurrence_rule)
    select c.id, p_name, p_date, p_start, p_end, p_rule
    from sched.holiday_calendars as c where c.calendar_code = 'C'
$$;

select throws_ok($$select pg_temp.try(null)$$, '23514', null, 'neither a date nor a rule');
select throws_ok($$select pg_temp.try('2025-01-01', p_rule => 'FREQ=YEARLY')$$, '23514', null, 'both');
select throws_ok($$select pg_temp.try('infinity')$$, '23514', null, 'no date that ever comes');
select throws_ok($$select pg_temp.try('2025-01-01', '12:00')$$, '23514', null, 'a start without an end');
select throws_ok(
    $$select pg_temp.try('2025-01-01', null, '12:00')$$, '23514', null, 'an end without a start'
);
select throws_ok($$select pg_temp.try('2025-01-01', '24:00', '12:00')$$, '23514', null, 'a start at 24:00');
select throws_ok($$select pg_temp.try('2025-01-01', p_name => '')$$, '23514', null, 'no name');
select lives_ok($$select pg_temp.try('2025-01-01')$$, 'a whole day');
select throws_ok($$select pg_temp.try('2025-01-01')$$, '23505', null, 'the same day by the same name');
select lives_ok(
    $$select pg_temp.try('2025-01-01', '22:00', '02:00', 'Night')$$, 'part of a day, into the next'
);

select * from finish();
rollback;
