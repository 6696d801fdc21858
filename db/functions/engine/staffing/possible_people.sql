create or replace function sched_engine.possible_people(p_requirement_id bigint, p_near bigint[], p_date date)
returns bigint[]
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return array(
        select e.id
        from sched.emp_employees as e
        where e.is_active and p_date between e.hire_date and coalesce(e.termination_date, 'infinity')
            and (
                e.id = any(p_near)
                or e.id in (
                    -- Whoever is qualified there, wherever they work.
                    select k.employee_id
                    from sched.emp_requirements as q
                    inner join sched.resources as r on r.id = q.resource_id
                    inner join sched.resources as a on a.id = any(r.path_ids) or a.path_ids @> array[r.id]
                    inner join sched.emp_resource_qualifications as k on k.resource_id = a.id and k.is_active
                    where q.id = p_requirement_id and q.min_level is not null
                )
            )
        order by e.id
    );
end
$$;

comment on function sched_engine.possible_people(bigint, bigint[], date) is
    'Who is employed on a date and might fill a place of a requirement: whoever works near it (p_near), and whoever is
qualified there.';
