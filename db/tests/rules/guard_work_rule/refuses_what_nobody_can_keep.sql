-- The window of a rest begins with work: a rest that is as long would be broken by every shift.
begin;
select plan(9);

create function pg_temp.add_rest(p_measure text, p_limit numeric, p_window integer, p_days integer default null)
returns text language sql as $$
    select format(
        'insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value, window_hours, averaged_over_days)'
        ' values (''X%s-%s'', ''X'', %L, %1$s, %2$s, %4$L)', p_limit, p_window, p_measure, p_days
    )
$$;
select throws_ok(pg_temp.add_rest('weekly_rest', 200, 168), 'SC027',
    'Work rule X200-168: 200 h of rest do not fit into a window of 168 h.', 'longer than the window');
select throws_ok(pg_temp.add_rest('weekly_rest', 168, 168), 'SC027',
    'Work rule X168-168: 168 h of rest do not fit into a window of 168 h.', 'as long');
select throws_ok(pg_temp.add_rest('weekly_rest', 200, 168, 14), 'SC027', null, 'nor on average: there is one for each window');
select throws_ok(pg_temp.add_rest('daily_rest', 24.5, 24), 'SC027', null, 'nor in a day');
select lives_ok(pg_temp.add_rest('weekly_rest', 167.5, 168), 'half an hour of work is work');
select lives_ok(
    $$insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value) values ('Y', 'Y', 'daily_rest', 30)$$,
    'from one shift to the next it may be any'
);
select throws_ok($$update sched.emp_work_rules set window_hours = 24 where rule_code = 'X167.5-168'$$, 'SC027', null,
    'nor does the window become too short');

-- One that was entered when it could be.
alter table sched.emp_work_rules disable trigger guard_work_rule;
update sched.emp_work_rules set limit_value = 200, is_active = true where rule_code = 'X167.5-168';
alter table sched.emp_work_rules enable trigger guard_work_rule;
select throws_ok($$update sched.emp_work_rules set severity = 'warn' where rule_code = 'X167.5-168'$$, 'SC027', null,
    'one that is there is told of when it is edited');
select lives_ok($$update sched.emp_work_rules set is_active = false where rule_code = 'X167.5-168'$$, 'and can be switched off');

select * from finish();
rollback;
