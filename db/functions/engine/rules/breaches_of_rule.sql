create or replace function sched_engine.breaches_of_rule(
    p_rule sched.emp_work_rules, p_employee_ids bigint[], p_from date, p_to date,
    p_versions sched_engine.roster_version[]
)
returns setof sched_engine.found_breach
language plpgsql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
begin
    case
        when p_rule.rule_measure = 'daily_rest' and p_rule.window_hours is null then
            return query select * from sched_engine.rests_between(p_rule, p_employee_ids, p_from, p_to, p_versions);
        when p_rule.rule_measure in ('daily_rest', 'weekly_rest') then
            return query select * from sched_engine.rests(p_rule, p_employee_ids, p_from, p_to, p_versions);
        when p_rule.rule_measure = 'consecutive_shifts' then
            return query select * from sched_engine.shift_runs(p_rule, p_employee_ids, p_from, p_to, p_versions);
        when p_rule.rule_measure = 'notice' then
            return query select * from sched_engine.short_notices(p_rule, p_employee_ids, p_from, p_to, p_versions);
        when p_rule.window_is_rolling then
            return query select * from sched_engine.rolling_hours(p_rule, p_employee_ids, p_from, p_to, p_versions);
        else
            return query select * from sched_engine.fixed_hours(p_rule, p_employee_ids, p_from, p_to, p_versions);
    end case;
end
$$;

comment on function sched_engine.breaches_of_rule(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
) is
    'Where the stored rosters of these people, and these versions of rosters, break one rule, whether it is active or not, by
shifts of the business dates p_from to p_to, both included.';
