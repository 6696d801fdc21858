begin;
select plan(8);
\ir ../../small_plant.psql

select pg_temp.add_pattern('P', 7, '6 22:00-06:00 N', '1 06:00-14:00 D') as id \gset
create function pg_temp.add(p_day integer, p_start time, p_end time, p_operating boolean default true)
returns void language sql as $$
    insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, is_operating)
    select p.id, p_day, p_start, p_end, p_operating
    from sched.operating_patterns as p where p.pattern_code = 'P'
$$;

select throws_ok($$select pg_temp.add(1, '13:59', '15:00')$$, '23P01', null, 'one shift into another');
select throws_ok($$select pg_temp.add(0, '05:00', '07:00')$$, '23P01', null, 'around the end of the cycle');
select throws_ok($$select pg_temp.add(0, '23:00', '06:01')$$, '23P01', null, 'across midnight');
select throws_ok($$select pg_temp.add(1, '10:00', '10:00')$$, '23P01', null, 'a whole day');
select lives_ok($$select pg_temp.add(1, '14:00', '22:00')$$, 'shifts may touch');
select lives_ok($$select pg_temp.add(0, '06:00', '07:00')$$, 'around the end of the cycle, too');
select lives_ok($$select pg_temp.add(1, '08:00', '09:00', false)$$, 'a break lies inside a shift');
select lives_ok($$select pg_temp.add(1, '08:30', '10:00', false)$$, 'and breaks may overlap');

select * from finish();
rollback;
