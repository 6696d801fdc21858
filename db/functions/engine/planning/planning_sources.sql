create or replace function sched_engine.planning_sources(
    p_resource_ids bigint[], p_from date, p_to date, p_each_alone boolean
)
returns table (resource_id bigint, source_id bigint)
language plpgsql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_ids constant bigint[] := coalesce(p_resource_ids, sched_engine.schedulable_resources(null));
begin
    if p_each_alone then
        return query select i.id, i.id from unnest(p_resource_ids) as i (id);
        return;
    elsif cardinality(v_ids) <= 3 then
        return query
        select
            r.id,
            r.id
        from sched.resources as r
        where r.id = any(v_ids) and r.requires_scheduling and r.is_active;
        return;
    end if;

    return query
    with machines as materialized (
        select
            r.id as resource_id,
            r.path_ids
        from sched.resources as r
        where r.id = any(v_ids) and r.requires_scheduling and r.is_active
    ),

    nodes as materialized (
        select array(select distinct unnest(m.path_ids) from machines as m) as ids
    ),

    configured as (
        select r.id
        from sched.resources as r
        where r.id = any(array(select unnest(n.ids) from nodes as n)) and r.time_zone is not null
        union
        select a.resource_id
        from sched.resource_pattern_assignments as a
        where a.resource_id = any(array(select unnest(n.ids) from nodes as n))
            and a.effective_date <= p_to and coalesce(a.end_date, p_to) >= p_from
        union
        select c.resource_id
        from sched.resource_calendar_assignments as c
        where c.resource_id = any(array(select unnest(n.ids) from nodes as n))
        union
        select e.resource_id
        from sched.schedule_exceptions as e
        where e.resource_id = any(array(select unnest(n.ids) from nodes as n)) and e.is_active
        union
        -- It stood elsewhere for a part of the period.
        select t.resource_id
        from sched.resource_states as t
        where t.resource_id = any(array(select unnest(n.ids) from nodes as n))
            and t.valid_until < 'infinity' and t.valid_until > (p_from - 4)::timestamp at time zone 'UTC'
    )

    select distinct on (m.resource_id)
        m.resource_id,
        c.id
    from machines as m
    cross join unnest(m.path_ids) with ordinality as p (ancestor_id, depth)
    inner join configured as c on c.id = p.ancestor_id
    order by m.resource_id, p.depth desc;
end
$$;

comment on function sched_engine.planning_sources(bigint[], date, date, boolean) is
    'For each schedulable resource the nearest one on the path to the root (itself included) that has a zone, assignment,
calendar, exception or past of its own: nothing lies between the two, so they are planned alike. NULL ids: all.
Of a few, each is its own, since looking for it does not pay. p_each_alone: so is every resource, as its own history asks
for, whether schedulable today or not.';
