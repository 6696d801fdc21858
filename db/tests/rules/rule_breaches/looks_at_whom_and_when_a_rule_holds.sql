-- Only active rules, on the dates on which they hold, for those for whom they hold.
begin;
select plan(9);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-03-31');

create function pg_temp.found(p_from date, p_to date) returns text language sql as $$
    select string_agg(format('%s %s', e.employee_number, to_char(b.breach_end at time zone 'UTC', 'MM-DD HH24:MI')), ', '
        order by b.breach_end, e.employee_number)
    from sched_engine.rule_breaches(null, p_from, p_to) as b
    inner join sched.emp_employees as e on e.id = b.employee_id
$$;

insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value, window_hours, severity)
values ('DAY', 'Eleven hours and a half', 'working_hours', 11.5, 24, 'note');
select is(pg_temp.found('2026-01-04', '2026-01-07'), null, 'a rule that is off finds nothing');
update sched.emp_work_rules set is_active = true where rule_code = 'DAY';
select is(pg_temp.found('2026-01-04', '2026-01-06'), 'A 01-06 05:00, B 01-06 05:00',
    'the night has twelve hours, the day with its break eleven');
select is(
    (select format('%s %s %s', b.measured, b.limit_value, b.severity)
        from sched_engine.rule_breaches(array[pg_temp.person('A')], '2026-01-04', '2026-01-07') as b),
    '12.00 11.50 note', 'with what is measured and allowed'
);
select is(pg_temp.found('2026-01-06', '2026-01-06'), null, 'by the dates of shifts');
update sched.emp_work_rules set start_date = '2026-01-06' where rule_code = 'DAY';
select is(pg_temp.found('2026-01-04', '2026-01-08'), 'C 01-08 05:00', 'from its first date on');
update sched.emp_work_rules set start_date = '2026-01-01', end_date = '2026-01-06' where rule_code = 'DAY';
select is(pg_temp.found('2026-01-04', '2026-01-08'), 'A 01-06 05:00, B 01-06 05:00', 'to its last');
update sched.emp_work_rules set end_date = null, resource_id = pg_temp.id('SITE') where rule_code = 'DAY';
select is(pg_temp.found('2026-01-04', '2026-01-08'), 'A 01-06 05:00, B 01-06 05:00, C 01-08 05:00', 'for whom belongs there');
insert into sched.emp_positions (position_code, position_name, department_id)
select 'LEAD', 'Lead', d.id from sched.emp_departments as d where d.department_code = 'DEP';
update sched.emp_employees set position_id = (select id from sched.emp_positions where position_code = 'LEAD')
where employee_number = 'B';
update sched.emp_work_rules set position_id = (select id from sched.emp_positions where position_code = 'LEAD')
where rule_code = 'DAY';
select is(pg_temp.found('2026-01-04', '2026-01-08'), 'B 01-06 05:00', 'and has the position');
select throws_ok($$select * from sched_engine.rule_breaches(null, '2026-02-01', '2026-01-01')$$, 'SC004', null, 'a period');

select * from finish();
rollback;
