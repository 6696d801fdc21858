create or replace function sched_engine.planning_profiles(
    p_resource_ids bigint[], p_from date, p_to date, p_each_alone boolean
)
returns table (profile_id bigint, resource_id bigint)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- To find out who is alike pays for many only.
    if p_each_alone or cardinality(p_resource_ids) <= 3 then
        return query select i.id, i.id from unnest(p_resource_ids) as i (id);
        return;
    end if;

    return query
    with followed as (
        select
            e.resource_id,
            array_agg(row(e.pattern_id, e.valid) order by e.valid)::text as patterns
        from sched_engine.effective_patterns(p_resource_ids, p_from - 1, p_to) as e
        group by e.resource_id
    )

    select
        min(z.resource_id) over (partition by f.patterns, z.time_zone, c.calendar_ids),
        z.resource_id
    from sched_engine.effective_time_zones(p_resource_ids) as z
    inner join sched_engine.effective_calendars(p_resource_ids) as c on c.resource_id = z.resource_id
    left join followed as f on f.resource_id = z.resource_id;
end
$$;

comment on function sched_engine.planning_profiles(bigint[], date, date, boolean) is
    'Groups resources that are planned alike, exceptions aside: same zone, same patterns over the same business dates, same
calendars. profile_id is the lowest resource id of the group. p_each_alone: every resource is a group, as it is where there are few.';
