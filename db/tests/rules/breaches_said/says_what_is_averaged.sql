-- Twenty hours of rest are enough in a week of many rules; it has to be said that they are an average.
begin;
select plan(4);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.said(p_measure text, p_limit numeric, p_days integer) returns text language plpgsql as $$
declare
    v_id bigint;
begin
    delete from sched.emp_work_rules where rule_code = 'RULE';
    insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value, window_hours, averaged_over_days)
    values ('RULE', 'Rule', p_measure::sched.rule_measure, p_limit, 168, p_days)
    returning id into v_id;
    return (
        select s.said
        from sched_engine.breaches_said(array[row(
            1, pg_temp.person('A'), v_id, '2026-01-05 05:00+00', '2026-01-19 05:00+00', 20.50, 1
        )::sched_engine.found_breach]) as s
    );
end
$$;
select is(
    pg_temp.said('weekly_rest', 35, 14),
    'The roster of employee A would break the rule RULE: 20.5 h of weekly rest on average over 14 days, and at least 35 is allowed,'
    ' from 2026-01-05 07:00 to 2026-01-19 07:00.', 'rests on average'
);
select alike(pg_temp.said('working_hours', 10, 119), '%: 20.5 h of working hours on average over 119 days, and at most 10 is%', 'hours');
select alike(pg_temp.said('weekly_rest', 35, null), '%: 20.5 h of weekly rest, and at least 35 is allowed%', 'not those of a window');

insert into sched.emp_work_rules
    (rule_code, rule_name, rule_measure, limit_value, window_hours, averaged_over_days, is_active)
values ('ALL', 'All', 'working_hours', 0, 168, 14, true);
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-01-31');
select is(
    (select regexp_replace(f.message, '^.*(\(.*\)):.*$', '\1') from sched_engine.lint_rules('2026-01-05', '2026-01-31') as f
    where f.location = 'ALL'),
    '(at most 0 on average over 14 days)', 'the linter says it too'
);

select * from finish();
rollback;
