create or replace function sched_engine.held_people(
    p_rule sched.emp_work_rules, p_employee_ids bigint[], p_from date, p_to date
)
returns table (first_date date, last_date date, employee_ids bigint[])
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        h.first_date,
        h.end_date - 1,
        array_agg(h.employee_id)
    from sched_engine.employee_homes(p_employee_ids, p_from, p_to) as h
    inner join sched.emp_employees as e on e.id = h.employee_id
    left join sched.resources as r on r.id = h.resource_id
    where (p_rule.resource_id is null or r.path_ids @> array[p_rule.resource_id])
        and (p_rule.position_id is null or e.position_id = p_rule.position_id)
    group by h.first_date, h.end_date
$$;

comment on function sched_engine.held_people(sched.emp_work_rules, bigint[], date, date) is
    'For which of these people a rule holds, from when to when between p_from and p_to: by the home of their team, else their own,
and by their position.';
