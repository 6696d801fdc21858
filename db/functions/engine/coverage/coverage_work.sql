create or replace function sched_engine.coverage_work(p_requirement_ids bigint[], p_period tstzrange)
returns bigint
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select ceil(
        extract(epoch from upper(p_period) - lower(p_period)) / 86400 * (
            (
                select count(*)
                from sched.emp_requirements as q
                inner join sched.resources as m on m.path_ids @> array[q.resource_id]
                where q.id = any(p_requirement_ids)
            ) + (
                select count(distinct a.employee_id)
                from sched.emp_requirements as q
                inner join sched.resources as r on r.id = q.resource_id
                inner join sched.resources as s on s.path_ids @> array[r.id] or s.id = any(r.path_ids)
                inner join sched.emp_team_resources as w on w.resource_id = s.id
                inner join sched.emp_team_assignments as a on a.team_id = w.team_id
                where q.id = any(p_requirement_ids)
            )
        )
    )::bigint
$$;

comment on function sched_engine.coverage_work(bigint[], tstzrange) is
    'What it takes to compute the coverage of these requirements in a period: machines and people, times days.';
