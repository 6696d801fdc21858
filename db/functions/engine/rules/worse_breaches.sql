create or replace function sched_engine.worse_breaches(
    p_before sched_engine.found_breach[], p_after sched_engine.found_breach[]
)
returns setof sched_engine.found_breach
language sql
stable
rows 10
set search_path = pg_catalog, pg_temp
as $$
    select a.*
    from unnest(p_after) as a
    inner join sched.emp_work_rules as r on r.id = a.rule_id
    cross join lateral (
        select
            sum(b.excess) as excess,
            min(b.measured) as least,
            max(b.measured) as most
        from unnest(p_before) as b
        where b.employee_id = a.employee_id and b.rule_id = a.rule_id
            and b.breach_start < a.breach_end and b.breach_end > a.breach_start
    ) as o
    where o.excess is null or a.excess > o.excess
        or case r.rule_operator when 'at_most' then a.measured > o.most else a.measured < o.least end
$$;

comment on function sched_engine.worse_breaches(sched_engine.found_breach[], sched_engine.found_breach[]) is
    'Those breaches of p_after that p_before does not have: none of the same person and rule overlaps them, or they are worse
than those that do, at their worst or in sum.';
