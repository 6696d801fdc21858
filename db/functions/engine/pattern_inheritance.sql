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
set search_path = ''
as $$
    select
        r.id,
        r.resource_code,
        r.resource_name,
        r.hierarchy_path,
        cardinality(r.path_ids) - 1,
        d.on_date,
        p.id,
        p.pattern_code,
        p.pattern_name,
        a.resource_id <> r.id,
        a.resource_id = r.id and u.pattern_code is not null,
        i.id,
        i.resource_code,
        case when a.resource_id = r.id then u.pattern_code end,
        a.id,
        a.effective_date,
        a.end_date
    from sched_engine.visible_resources as v
    inner join sched.resources as r on r.id = v.id
    cross join lateral (
        select coalesce(
            p_date,
            (sched_engine.current_instant() at time zone sched_engine.nearest_zone(r.path_ids))::date
        ) as on_date
    ) as d
    left join sched.resource_pattern_assignments as a on a.id = sched_engine.assignment_on(r.path_ids, d.on_date)
    left join sched.operating_patterns as p on p.id = a.pattern_id
    left join sched.resources as i on i.id = a.resource_id and a.resource_id <> r.id
    -- What it would follow without an assignment of its own.
    left join lateral (
        select o.pattern_code::text as pattern_code
        from sched.resource_pattern_assignments as b
        inner join sched.operating_patterns as o on o.id = b.pattern_id
        where a.resource_id = r.id and b.id = sched_engine.assignment_on(trim_array(r.path_ids, 1), d.on_date)
    ) as u on true
    where p_resource_ids is null or r.id = any(p_resource_ids)
$$;

comment on function sched_engine.pattern_inheritance(bigint[], date) is
    'Which pattern each visible resource (null: all) follows on a date (null: today by its own clock), and from whom it has
it. Security definer, because views of the HTTP API call it as whoever asks.';

grant execute on function sched_engine.pattern_inheritance(bigint[], date) to sched_viewer, sched_planner, sched_admin;
