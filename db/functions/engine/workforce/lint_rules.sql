create or replace function sched_engine.lint_rules(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        case r.severity when 'refuse' then 'error' when 'warn' then 'warning' else 'info' end,
        case r.severity when 'refuse' then 'LINT-026' when 'warn' then 'LINT-027' else 'LINT-028' end,
        'work rule',
        r.rule_code::text,
        min(b.breach_start at time zone 'UTC')::date,
        max(b.breach_end at time zone 'UTC')::date,
        format('%s of %s %s it (%s %s%s): %s; at worst %s.',
            sched_engine.counted(count(*), 'roster stretch', 'roster stretches'),
            sched_engine.counted(count(distinct b.employee_id), 'person', 'people'),
            case when count(*) = 1 then 'breaks' else 'break' end,
            replace(r.rule_operator::text, '_', ' '), trim_scale(r.limit_value),
            case
                when r.averaged_over_days is not null
                    then ' on average over ' || sched_engine.counted(r.averaged_over_days, 'day')
            end,
            sched_engine.shorten_names(array_agg(distinct e.employee_number::text)),
            trim_scale(case r.rule_operator when 'at_most' then max(b.measured) else min(b.measured) end)),
        'See them with sched rules breaches; change the shifts, or the rule.'
    from sched_engine.rule_breaches(
        array(select v.id from sched_engine.visible_employees as v), p_from, p_to
    ) as b
    inner join sched.emp_work_rules as r on r.id = b.rule_id
    inner join sched.emp_employees as e on e.id = b.employee_id
    group by r.id
$$;

comment on function sched_engine.lint_rules(date, date) is
    'Active work rules that stored rosters break by shifts of p_from to p_to, once for each rule: LINT-026 of severity refuse,
LINT-027 of warn, LINT-028 of note.';
