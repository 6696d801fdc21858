create or replace function sched_engine.explain_head(p_resource_id bigint, p_at timestamptz)
returns jsonb
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'resource', jsonb_build_object(
            'resource_id', r.id,
            'resource_code', r.resource_code,
            'resource_name', r.resource_name,
            'resource_type', r.resource_type,
            'hierarchy_path', r.hierarchy_path,
            'is_active', r.is_active,
            'requires_scheduling', r.requires_scheduling
        ),
        'at', p_at,
        'local_time', p_at at time zone z.time_zone,
        'time_zone', z.time_zone,
        'utc_offset', case when o.ahead < interval '0' then '-' else '+' end
        || to_char(greatest(o.ahead, - o.ahead), 'HH24:MI')
    )
    from sched.resources as r
    inner join sched_engine.effective_time_zones(array[p_resource_id]) as z on z.resource_id = r.id
    cross join lateral (select (p_at at time zone z.time_zone) - (p_at at time zone 'UTC') as ahead) as o
    where r.id = p_resource_id
$$;

comment on function sched_engine.explain_head(bigint, timestamptz) is
    'The question that an explanation answers: which resource, and the instant by its clock.';
