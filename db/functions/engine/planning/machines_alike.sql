create or replace function sched_engine.machines_alike(p_resource_ids bigint[], p_from date, p_to date)
returns table (resource_id bigint, model_id bigint)
language sql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
    with machines as materialized (
        select * from sched_engine.planning_sources(p_resource_ids, p_from - 1, p_to, false)
    ),

    sources as materialized (
        select array(select distinct m.source_id from machines as m) as ids
    ),

    groups as (
        select
            f.resource_id,
            case when e.resource_id is null then - f.profile_id else f.resource_id end as group_id
        from sources as s
        cross join lateral sched_engine.planning_profiles(s.ids, p_from, p_to, false) as f
        left join (
            select distinct x.resource_id
            from sources as i
            cross join lateral sched_engine.effective_exceptions(i.ids, p_from - 3, p_to + 2) as x
        ) as e on e.resource_id = f.resource_id
    )

    select
        m.resource_id,
        min(m.resource_id) over (partition by g.group_id)
    from machines as m
    inner join groups as g on g.resource_id = m.source_id
$$;

comment on function sched_engine.machines_alike(bigint[], date, date) is
    'Whose plan each of these machines shares on the business dates p_from to p_to (model_id): that of the first one of its
profile, or of its source where that has exceptions.';
