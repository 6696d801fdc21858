create or replace function sched_engine.plant_overview(
    p_code text default null, p_depth integer default null, p_date date default null
)
returns table (
    resource_code text,
    resource_name text,
    resource_type sched.resource_type,
    parent_code text,
    depth integer,
    time_zone text,
    time_zone_from text,
    pattern_code text,
    pattern_from text,
    requires_scheduling boolean,
    is_active boolean,
    resources_below bigint,
    machines bigint
)
language sql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
    with top as (
        select case when p_code is not null then sched_engine.resource_id(p_code) end as id
    ),

    shown as (
        select
            r.*,
            cardinality(r.path_ids) - coalesce(array_position(r.path_ids, t.id), 1) as depth
        from top as t
        inner join sched.resources as r on t.id is null or r.path_ids @> array[t.id]
    ),

    below as (
        select
            a.id,
            count(*) - 1 as resources,
            count(*) filter (where s.requires_scheduling and s.is_active) as machines
        from shown as s
        cross join lateral unnest(s.path_ids) as a (id)
        group by a.id
    )

    select
        s.resource_code,
        s.resource_name,
        s.resource_type,
        p.resource_code,
        s.depth,
        z.time_zone,
        nullif(z.resource_code, s.resource_code),
        o.pattern_code,
        f.resource_code,
        s.requires_scheduling,
        s.is_active,
        b.resources,
        b.machines
    from shown as s
    inner join below as b on b.id = s.id
    left join sched.resources as p on p.id = s.parent_resource_id
    left join lateral (
        select
            i.resource_code,
            i.time_zone
        from unnest(s.path_ids) with ordinality as a (id, nr)
        inner join sched.resources as i on i.id = a.id
        where i.time_zone is not null
        order by a.nr desc
        limit 1
    ) as z on true
    left join (
        select e.*
        from coalesce(p_date, (sched_engine.current_instant() at time zone 'UTC')::date) as d (on_date)
        cross join lateral sched_engine.effective_patterns(
            array(select i.id from shown as i where p_depth is null or i.depth <= p_depth),
            d.on_date,
            d.on_date
        ) as e
    ) as e on e.resource_id = s.id
    left join sched.operating_patterns as o on o.id = e.pattern_id
    left join sched.resources as f on f.id = e.inherited_from
    where p_depth is null or s.depth <= p_depth
    order by s.hierarchy_path
$$;

comment on function sched_engine.plant_overview(text, integer, date) is
    'The plant, or the part of it from p_code down, p_depth levels deep (null: all), sorted by path: the
effective zone and the pattern in force on p_date (null: today in UTC), and the code of the ancestor
either is inherited from (null: its own). machines counts active scheduled resources from here down,
itself included. SC001: unknown code.';
