-- A rule that means nothing is refused, in words.
begin;
select plan(8);

create function pg_temp.add_rule(p_columns text, p_values text) returns text language sql as $$
    select format('insert into sched.emp_work_rules (rule_code, rule_name, %s) values (''X'', ''X'', %s)', p_columns, p_values)
$$;
select throws_ok(pg_temp.add_rule('rule_measure, limit_value', $$'working_hours', 8$$), 'SC027',
    'Work rule X: working_hours has no window.', 'hours have a window');
select throws_ok(pg_temp.add_rule('rule_measure, limit_value, rule_operator', $$'daily_rest', 8, 'at_most'$$), 'SC027',
    'Work rule X: daily_rest cannot be held at most a limit.', 'rest has a lower limit');
select throws_ok(pg_temp.add_rule('rule_measure, limit_value, window_hours, window_is_rolling', $$'working_hours', 8, 20, false$$),
    'SC027', 'Work rule X: A fixed window cannot have 20 hours.', 'fixed windows are days');
select throws_ok(pg_temp.add_rule('rule_measure, limit_value, window_hours, night_start', $$'night_hours', 8, 24, '23:00'$$),
    'SC027', 'Work rule X: The night has only one of its ends, or no length.', 'a night has two ends');
select throws_ok(pg_temp.add_rule('rule_measure, limit_value, averaged_over_days', $$'daily_rest', 8, 14$$), 'SC027', null,
    'rests have no average');
select throws_ok(pg_temp.add_rule('rule_measure', $$'daily_rest'$$), 'SC016', null, 'a rule has a limit');
select lives_ok(pg_temp.add_rule('rule_measure, limit_value', $$'daily_rest', 8$$), 'rest has one');
select is((select w.rule_operator::text from sched.emp_work_rules as w where w.rule_code = 'X'), 'at_least',
    'its operator follows');

select * from finish();
rollback;
