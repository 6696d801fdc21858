create or replace function sched_engine.tree_json(p_resource_id bigint, p_depth integer)
returns json
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select json_build_object(
            'id', r.id,
            'resource_code', r.resource_code,
            'resource_name', r.resource_name,
            'resource_type', r.resource_type,
            'time_zone', r.time_zone,
            'requires_scheduling', r.requires_scheduling,
            'is_active', r.is_active,
            'children', coalesce(c.children, '[]')
        )
        from sched.resources as r
        left join lateral (
            select json_agg(sched_engine.tree_json(b.id, p_depth - 1) order by b.resource_code) as children
            from sched.resources as b
            where b.parent_resource_id = r.id and coalesce(p_depth, 1) > 0
        ) as c on true
        where r.id = p_resource_id
    );
end
$$;

comment on function sched_engine.tree_json(bigint, integer) is
    'A resource and what is below it, p_depth levels deep (null: all), as one nested JSON document.';
