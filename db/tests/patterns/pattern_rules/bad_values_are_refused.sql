begin;
select plan(12);
\ir ../../small_plant.psql

select pg_temp.add_pattern('P', 7) as id \gset
create function pg_temp.add(
    p_day integer, p_start time, p_end time, p_operating boolean default true, p_code text default null
) returns void language sql as $$
    insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, is_operating, shift_code)
    select p.id, p_day, p_start, p_end, p_operating, p_code
    from sched.operating_patterns as p where p.pattern_code = 'P'
$$;

select throws_ok(
    $$select pg_temp.add(7, '06:00', '14:00')$$, 'SC006',
    'Pattern P: cycle day 7 is outside its cycle of 7 days.', 'a day after the last'
);
select throws_ok($$select pg_temp.add(-1, '06:00', '14:00')$$, 'SC006', null, 'a day before the first');
select throws_ok($$select pg_temp.add(null, '06:00', '14:00')$$, 'SC006', null, 'no day');
select throws_ok($$select pg_temp.add(1, '24:00', '06:00')$$, '23514', null, 'a start at the end of the day');
select throws_ok($$select pg_temp.add(1, null, '06:00')$$, '23502', null, 'no start');
select throws_ok($$select pg_temp.add(1, '06:00', null)$$, '23502', null, 'no end');
select throws_ok($$select pg_temp.add(1, '06:00:00.5', '14:00')$$, '23514', null, 'half a second');
select throws_ok(
    $$select pg_temp.add(1, '06:00', '14:00', true, 'ELEVENCHARS')$$, '23514', null, 'a long code'
);
select throws_ok(
    $$select pg_temp.add(1, '06:00', '14:00', true, 'A B')$$, '23514', null, 'a code with a space'
);
select throws_ok(
    $$select pg_temp.add(1, '06:00', '14:00', false, 'D')$$, '23514', null, 'a break with a code'
);
select throws_ok(
    $$insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time)
        values (-1, 1, '06:00', '14:00')$$,
    'SC001', null, 'a pattern that does not exist'
);
select lives_ok($$select pg_temp.add(1, '00:00', '24:00')$$, 'an end at the end of the day is fine');

select * from finish();
rollback;
