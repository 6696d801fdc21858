-- Two rests in two weeks may both lie in one of them, or be one of twice the length.
begin;
select plan(9);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

select pg_temp.add_person('D');
insert into sched.emp_work_rules
    (rule_code, rule_name, rule_measure, limit_value, window_hours, averaged_over_days, severity, is_active)
values ('REST', 'A day and eleven hours', 'weekly_rest', 35, 168, 14, 'note', true);

-- Work of an hour at each of these hours after midnight of 1 June 2026, UTC; then what breaks the rule.
create function pg_temp.resting(p_hours integer[]) returns text language plpgsql as $$
begin
    delete from sched.emp_schedules where employee_id = pg_temp.person('D');
    insert into sched.emp_schedules
        (employee_id, pattern_id, shift_start_time, shift_end_time, schedule_date, shift_second, schedule_status)
    select
        pg_temp.person('D'), 1, t.at, t.at + interval '1 hour', (t.at at time zone 'UTC')::date,
        extract(epoch from t.at at time zone 'UTC' - date_trunc('day', t.at at time zone 'UTC')), 'scheduled'
    from unnest(p_hours) as h (hour)
    cross join lateral (select timestamptz '2026-06-01 00:00+00' + make_interval(hours => h.hour) as at) as t;
    return (
        select string_agg(format('%s of %s', b.measured, b.limit_value), ', ' order by b.breach_start)
        from sched_engine.rule_breaches(array[pg_temp.person('D')], '2026-06-01', '2026-06-01') as b
    );
end
$$;
-- Every ten hours, but not at those of p_free: a longer rest before the next.
create function pg_temp.every_ten(p_free integer[] default '{}') returns integer[] language sql as $$
    select array_agg(n order by n) from generate_series(0, 340, 10) as n where n <> all(p_free)
$$;
select is(pg_temp.resting(pg_temp.every_ten()), '9.00 of 35.00', 'never more than nine hours');
select is(pg_temp.resting(pg_temp.every_ten('{100, 110, 120}')), '19.50 of 35.00', 'one of 39 is half of what is needed');
select is(pg_temp.resting(pg_temp.every_ten('{100, 110, 120, 200, 210, 220}')), null, 'one a week');
select is(pg_temp.resting(pg_temp.every_ten('{20, 30, 40, 70, 80, 90}')), null, 'both in the first');
select is(pg_temp.resting(pg_temp.every_ten('{100, 110, 120, 130, 140, 150}')), '34.50 of 35.00', 'one of 69');
select is(pg_temp.resting(pg_temp.every_ten('{100, 110, 120, 130, 140, 150, 160}')), null, 'one of 79 is two');
select is(pg_temp.resting(pg_temp.every_ten('{100, 110, 120, 310, 320, 330, 340}')), null, 'to the end of the window');
select is(pg_temp.resting(pg_temp.every_ten('{100, 110, 120, 320, 330, 340}')), '25.00 of 35.00', 'and no further');
update sched.emp_work_rules set limit_value = 0 where rule_code = 'REST';
select is(pg_temp.resting(pg_temp.every_ten()), null, 'a limit of nothing');

select * from finish();
rollback;
