create or replace function sched_engine.sites_of_people(
    p_employee_ids bigint[], p_team_ids bigint[], p_from date, p_to date
)
returns bigint[]
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(array_agg(distinct s.resource_id), '{}')
        from (
            select unnest(t.sites)
            from sched_engine.team_sites(p_from, p_to) as t
            where t.team_id = any(p_team_ids)
                or t.team_id in (
                    select m.team_id from sched.emp_team_assignments as m where m.employee_id = any(p_employee_ids)
                    union all
                    -- Shifts that they took over, or that began before they left the team.
                    select w.team_id
                    from sched.emp_schedules as w
                    where w.employee_id = any(p_employee_ids) and w.schedule_date between p_from and p_to
                )
            union all
            select a.resource_id
            from sched.emp_resource_assignments as a
            where a.employee_id = any(p_employee_ids)
            union all
            select e.resource_id
            from sched.emp_employees as e
            where e.id = any(p_employee_ids) and e.resource_id is not null
                -- Where they belong counts while they have no team.
                and e.id <> all(array(
                    select m.employee_id
                    from sched.emp_team_assignments as m
                    where m.employee_id = any(p_employee_ids) and m.is_primary
                        and daterange(m.start_date, m.end_date, '[]') @> daterange(p_from, p_to, '[]')
                ))
        ) as s (resource_id)
    );
end
$$;

comment on function sched_engine.sites_of_people(bigint[], bigint[], date, date) is
    'The resources at which these people, or these teams, may work on the business dates p_from to p_to.';
