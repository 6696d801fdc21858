begin;
select plan(6);
\ir ../../small_plant.psql

create function pg_temp.hours(p_id bigint) returns numeric language sql as $$
    select p.weekly_hours from sched.operating_patterns as p where p.id = p_id
$$;
select pg_temp.add_pattern('P', 7, '1 06:00-14:00 D', '1 10:00-10:30 break', '6 22:00-06:00 N') as id \gset

select is(pg_temp.hours(:id), 15.50, 'from the shifts without their breaks');
update sched.operating_patterns set weekly_hours = 99 where id = :id;
select is(pg_temp.hours(:id), 15.50, 'whatever is typed');
delete from sched.pattern_rules where pattern_id = :id and not is_operating;
select is(pg_temp.hours(:id), 16.00, 'after a change of the rules');
update sched.pattern_rules set end_time = '07:00' where pattern_id = :id and shift_code = 'N';
select is(pg_temp.hours(:id), 17.00, 'of any kind');
update sched.operating_patterns set cycle_days = 14 where id = :id;
select is(pg_temp.hours(:id), 8.50, 'averaged over the cycle');
select is(
    pg_temp.hours(pg_temp.add_pattern('Q', 4, '0 06:00-06:00 X', '1 06:00-06:00 X')), 84.00,
    'also where the cycle is no whole number of weeks'
);

select * from finish();
rollback;
