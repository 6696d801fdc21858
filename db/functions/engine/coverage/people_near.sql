create or replace function sched_engine.people_near(p_team_ids bigint[], p_sites bigint[], p_from date, p_to date)
returns bigint[]
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        with members as materialized (
            select m.employee_id
            from sched.emp_team_assignments as m
            where m.team_id = any(p_team_ids)
            union
            -- A shift that has begun stays that of the team, also when the membership is gone.
            select (a.old_values ->> 'employee_id')::bigint
            from sched.audit_log as a
            where a.table_name = 'emp_team_assignments' and a.old_values is not null
                and (a.old_values ->> 'team_id')::bigint = any(p_team_ids)
        )

        select coalesce(array_agg(distinct p.employee_id), '{}')
        from (
            select m.employee_id from members as m
            union all
            select c.taken_by_id
            from sched.emp_roster_changes as c
            where c.employee_id in (select m.employee_id from members as m) and c.taken_by_id is not null
                and c.schedule_date between p_from and p_to
            union all
            select a.employee_id
            from sched.emp_resource_assignments as a
            where a.resource_id = any(p_sites)
                and a.start_time < (p_to + 3)::timestamp at time zone 'UTC'
                and a.end_time > (p_from - 3)::timestamp at time zone 'UTC'
            union all
            select l.employee_id
            from sched_engine.loose_people(p_from, p_to) as l
            where l.resource_id = any(p_sites)
        ) as p (employee_id)
    );
end
$$;

comment on function sched_engine.people_near(bigint[], bigint[], date, date) is
    'Everybody who may have worked for one of these teams or at one of these resources on the business dates p_from to
p_to, and perhaps others: where the roster of all would be too much to read.';
