create or replace function sched_engine.explain_coverage(p_resource_id bigint, p_at timestamptz)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    v_zone constant text := (select z.time_zone from sched_engine.effective_time_zones(array[p_resource_id]) as z);
    v_ids bigint[];
    v_requirements jsonb;
    v_missing integer;
begin
    -- Those above it hold for it too.
    v_ids := array(
        select q.id
        from sched.emp_requirements as q
        inner join sched.resources as r on r.id = q.resource_id
        inner join sched.resources as a on a.id = p_resource_id
        where r.id = any(a.path_ids) or a.id = any(r.path_ids)
        order by q.id
    );
    select
        coalesce(jsonb_agg(e.told order by (e.told ->> 'missing')::integer desc, (e.told ->> 'requirement_id')::bigint), '[]'),
        sum((e.told ->> 'missing')::integer)
    into v_requirements, v_missing
    from sched_engine.explain_requirements(v_ids, p_at, v_zone) as e (told);
    return jsonb_build_object(
        'resource_id', p_resource_id,
        'resource_code', sched_engine.resource_code(p_resource_id),
        'at', p_at,
        'local_time', to_char(p_at at time zone v_zone, 'YYYY-MM-DD HH24:MI:SS'),
        'time_zone', v_zone,
        'verdict', jsonb_build_object(
            'status', case
                when v_requirements = '[]' then 'nobody_required'
                when v_missing > 0 then 'short'
                else 'covered'
            end,
            'missing', coalesce(v_missing, 0),
            'why', case
                when v_ids = '{}' then 'No requirement is entered for it, above it or below it.'
                when v_requirements = '[]' then 'No machine operates for which people are required.'
                when v_missing > 0 then format('%s missing of %s required.',
                    v_missing, (select sum((x ->> 'required')::integer) from jsonb_array_elements(v_requirements) as x))
                else 'Everybody who is required is there.'
            end
        ),
        'requirements', v_requirements,
        'pending', exists (select from sched.emp_stale_coverage as s where s.period @> p_at)
    );
end
$$;

comment on function sched_engine.explain_coverage(bigint, timestamptz) is
    'Why enough people, or too few, are there for a resource at an instant: each requirement at, above and below it with its
reason, how many it needs and has, who is counted for it, and, where some are missing, why others are not. People by
number, and only those whom the present request may see.';
