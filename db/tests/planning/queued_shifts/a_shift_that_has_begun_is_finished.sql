-- Where the pattern changes, the first shift of the next one starts when the running one ends.
begin;
select plan(4);
\ir ../../small_plant.psql

create function pg_temp.slots(p_code text, p_from date, p_to date) returns text language sql as $$
    select string_agg(
        concat_ws(' ', s.shift_code, to_char(s.start_time at time zone 'Africa/Johannesburg', 'DD HH24:MI')
            || to_char(s.end_time at time zone 'Africa/Johannesburg', '-HH24:MI')),
        ', ' order by s.start_time
    )
    from sched_engine.pattern_slots(array[pg_temp.id(p_code)], p_from, p_to) as s
$$;
do $$ begin
    perform pg_temp.add_pattern('NIGHT', 1, '0 22:00-06:00 N', '0 05:30-06:00 break');
    perform pg_temp.add_pattern('EARLY', 1, '0 00:00-02:00 X', '0 04:00-12:00 E', '0 05:45-06:15 break');
    perform pg_temp.assign('M1', 'NIGHT', '2025-03-01', '2025-03-10');
    perform pg_temp.assign('M1', 'EARLY', '2025-03-11');
end $$;

select is(
    pg_temp.slots('M1', '2025-03-10', '2025-03-12'),
    'N 10 22:00-05:30, E 11 06:15-12:00, X 12 00:00-02:00, E 12 04:00-05:45, E 12 06:15-12:00',
    'until its end at 06:00, the break before it included'
);
select is(
    pg_temp.slots('M1', '2025-03-11', '2025-03-11'), 'E 11 06:15-12:00',
    'also when only the day of the change is asked for'
);
update sched.resource_pattern_assignments
set effective_date = '2025-03-12'
where effective_date = '2025-03-11';
select is(
    pg_temp.slots('M1', '2025-03-10', '2025-03-12'),
    'N 10 22:00-05:30, X 12 00:00-02:00, E 12 04:00-05:45, E 12 06:15-12:00',
    'nothing is cut after a day without a pattern'
);
update sched.resource_pattern_assignments
set pattern_id = (select p.id from sched.operating_patterns as p where p.pattern_code = '24_7')
where effective_date = '2025-03-01';
select is(
    pg_temp.slots('M1', '2025-03-09', '2025-03-10'), 'C 09 00:00-00:00, C 10 00:00-00:00',
    'nor between the days of one pattern'
);

select * from finish();
rollback;
