create or replace function api_v2.rule_breaches(start_date date, end_date date, employee_ids bigint[] default null)
returns table (
    rule_id bigint,
    rule_code text,
    severity text,
    employee_id bigint,
    employee_number text,
    breach_start timestamptz,
    breach_end timestamptz,
    measured numeric,
    rule_operator text,
    limit_value numeric
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_period(start_date, end_date);
    perform sched_engine.check_visible_employees(employee_ids);
    return query
    select
        b.rule_id,
        b.rule_code,
        b.severity,
        b.employee_id,
        b.employee_number,
        b.breach_start,
        b.breach_end,
        b.measured,
        b.rule_operator,
        b.limit_value
    from sched_engine.breaches_shown(
        coalesce(employee_ids, array(select v.id from sched_engine.visible_employees as v)), start_date, end_date
    ) as b;
end
$$;

comment on function api_v2.rule_breaches(date, date, bigint[]) is
    'Where rosters break the active work rules

By shifts of the business dates start_date to end_date, both included, and what was worked before them: a row for each breach,
the hardest first, with its first and last instant and what was measured at worst, in hours or shifts. employee_ids: null for
everybody whom the key may see. People by number. Errors: SC004 period, SC021 unknown employee.';

grant execute on function api_v2.rule_breaches(date, date, bigint[]) to sched_workforce_viewer;
