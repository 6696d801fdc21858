create or replace function sched_engine.crew_sites(p_from date, p_to date)
returns table (crew_id bigint, resource_id bigint)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        t.team_id,
        s.resource_id
    from sched_engine.team_sites(p_from, p_to) as t
    cross join lateral unnest(t.sites) as s (resource_id)
    union
    select
        -a.employee_id,
        a.resource_id
    from sched.emp_resource_assignments as a
    where a.start_time < (p_to + 3)::timestamp at time zone 'UTC'
        and a.end_time > (p_from - 3)::timestamp at time zone 'UTC'
    union
    select
        -l.employee_id,
        l.resource_id
    from sched_engine.loose_people(p_from, p_to) as l;
end
$$;

comment on function sched_engine.crew_sites(date, date) is
    'Who may work at which resources on the business dates p_from to p_to: teams, and (as negative ids) people who are
assigned to resources or have no team. Whatever is required near the resources of one crew is connected.';
