create or replace function sched_engine.rule_breaches(p_employee_ids bigint[], p_from date, p_to date)
returns table (
    employee_id bigint,
    rule_id bigint,
    severity sched.rule_severity,
    breach_start timestamptz,
    breach_end timestamptz,
    measured numeric,
    limit_value numeric
)
language plpgsql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_period(p_from, p_to);
    return query
    select
        b.employee_id,
        b.rule_id,
        r.severity,
        b.breach_start,
        b.breach_end,
        b.measured,
        r.limit_value::numeric
    from sched_engine.breaches_of(
        coalesce(p_employee_ids, array(select e.id from sched.emp_employees as e)), p_from, p_to
    ) as b
    inner join sched.emp_work_rules as r on r.id = b.rule_id;
end
$$;

comment on function sched_engine.rule_breaches(bigint[], date, date) is
    'Where the stored rosters of these people (null: of everybody) break the active work rules, by shifts of the business dates
p_from to p_to, both included, and what was worked before them as far back as a rule looks: a row for each breach, with what was
measured at worst. SC004: period.';
