create or replace function sched_engine.pattern_inheritance(p_resource_ids bigint[], p_date date)
returns table (
    resource_id bigint,
    resource_code text,
    resource_name text,
    hierarchy_path text,
    depth integer,
    on_date date,
    pattern_id bigint,
    pattern_code text,
    pattern_name text,
    is_inherited boolean,
    is_override boolean,
    inherited_from_id bigint,
    inherited_from_code text,
    overridden_pattern_code text,
    assignment_id bigint,
    effective_date date,
    end_date date
)
language sql
stable
security definer
rows 1000
set search_path = pg_catalog, pg_temp
as $$
    with shown as materialized (
        select
            r.*,
            coalesce(p_date, (sched_engine.current_instant() at time zone z.time_zone)::date) as on_date
        from sched_engine.visible_resources as v
        inner join sched.resources as r on r.id = v.id
        inner join sched_engine.effective_time_zones(
            coalesce(p_resource_ids, array(select i.id from sched_engine.visible_resources as i))
        ) as z on z.resource_id = r.id
    ),

    -- The first one decides; the second is what an own one takes the place of.
    ranked as materialized (
        select
            s.id,
            a.id as assignment_id,
            row_number() over (partition by s.id order by n.depth desc) as nr
        from shown as s
        cross join lateral unnest(s.path_ids) with ordinality as n (id, depth)
        inner join sched.resource_pattern_assignments as a
            on a.resource_id = n.id and a.effective_date <= s.on_date
            and (a.end_date is null or a.end_date >= s.on_date)
    )

    select
        s.id,
        s.resource_code,
        s.resource_name,
        s.hierarchy_path,
        cardinality(s.path_ids) - 1,
        s.on_date,
        p.id,
        p.pattern_code,
        p.pattern_name,
        a.resource_id <> s.id,
        a.resource_id = s.id and b.id is not null,
        i.id,
        i.resource_code,
        case when a.resource_id = s.id then o.pattern_code end,
        a.id,
        a.effective_date,
        a.end_date
    from shown as s
    left join ranked as f on f.id = s.id and f.nr = 1
    left join sched.resource_pattern_assignments as a on a.id = f.assignment_id
    left join sched.operating_patterns as p on p.id = a.pattern_id
    left join sched.resources as i on i.id = a.resource_id and a.resource_id <> s.id
    left join ranked as g on g.id = s.id and g.nr = 2
    left join sched.resource_pattern_assignments as b on b.id = g.assignment_id
    left join sched.operating_patterns as o on o.id = b.pattern_id
$$;

comment on function sched_engine.pattern_inheritance(bigint[], date) is
    'Which pattern each visible resource (null: all) follows on a date (null: today by its own clock), and where it comes
from. Security definer, because views call it as whoever asks.';

grant execute on function sched_engine.pattern_inheritance(bigint[], date) to sched_viewer, sched_planner, sched_admin;
