create or replace function sched_engine.breaches_shown(p_employee_ids bigint[], p_from date, p_to date)
returns table (
    rule_id bigint,
    rule_code text,
    rule_name text,
    severity text,
    employee_id bigint,
    employee_number text,
    breach_start timestamptz,
    breach_end timestamptz,
    local_start timestamp,
    local_end timestamp,
    time_zone text,
    measured numeric,
    rule_operator text,
    limit_value numeric
)
language sql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
    select
        b.rule_id,
        r.rule_code::text,
        r.rule_name::text,
        r.severity::text,
        b.employee_id,
        e.employee_number::text,
        b.breach_start,
        b.breach_end,
        b.breach_start at time zone z.zone,
        b.breach_end at time zone z.zone,
        z.zone,
        b.measured,
        r.rule_operator::text,
        b.limit_value
    from sched_engine.rule_breaches(p_employee_ids, p_from, p_to) as b
    inner join sched.emp_work_rules as r on r.id = b.rule_id
    inner join sched.emp_employees as e on e.id = b.employee_id
    cross join lateral sched_engine.employee_zone(b.employee_id, (b.breach_end at time zone 'UTC')::date) as z (zone)
    order by b.severity desc, b.breach_start, r.rule_code, e.employee_number
$$;

comment on function sched_engine.breaches_shown(bigint[], date, date) is
    'Breaches of work rules as people read them: codes and numbers beside ids, times by the clock of the person too; the
hardest first. As sched_engine.rule_breaches.';
