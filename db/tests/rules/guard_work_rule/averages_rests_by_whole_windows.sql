-- A rest is there or not: an average of rests counts one for each window.
begin;
select plan(4);

create function pg_temp.rest_over(p_days integer, p_window integer default 168) returns text language sql as $$
    select format(
        'insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value, window_hours, averaged_over_days)'
        ' values (''X%s-%s'', ''X'', ''weekly_rest'', 24, %2$s, %1$s)', p_days, p_window
    )
$$;
select lives_ok(pg_temp.rest_over(14), 'two weeks');
select lives_ok(pg_temp.rest_over(3, 36), 'three days, two windows');
select throws_ok(pg_temp.rest_over(10), 'SC027', 'Work rule X10-168: 10 days have no whole number of windows of 168 h.',
    'a week and a half');
select throws_ok(pg_temp.rest_over(3), 'SC027', 'Work rule X3-168: 168 h cannot be averaged over 3 days.', 'less than one');

select * from finish();
rollback;
