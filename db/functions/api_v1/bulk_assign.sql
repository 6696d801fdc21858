create or replace function api_v1.bulk_assign(
    resource_ids bigint[] default null,
    resource_codes text[] default null,
    pattern_id bigint default null,
    pattern_code text default null,
    effective_date date default null,
    end_date date default null,
    notes text default null
)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_pattern_id constant bigint := sched_http.given_pattern(pattern_id, pattern_code);
    v_ids bigint[];
    v_done bigint[];
begin
    perform sched_engine.check_visible(resource_ids);
    v_ids := array(
        select distinct u.id
        from unnest(
            resource_ids || array(select sched_http.given_resource(null, c) from unnest(resource_codes) as c)
        ) as u (id)
        order by u.id
    );
    if v_ids = '{}' then
        perform sched_engine.refuse('SC016', 'No resource is given.',
            'Give an array resource_ids or resource_codes, with at least one resource.');
    end if;
    v_done := sched_engine.bulk_assign(v_ids, v_pattern_id, effective_date, end_date, notes);
    return (
        select json_build_object('assigned', count(*), 'assignments', json_agg(a order by d.nr))
        from unnest(v_done) with ordinality as d (id, nr)
        inner join api_v1.pattern_assignments as a on a.id = d.id
    );
end
$$;

comment on function api_v1.bulk_assign(bigint[], text[], bigint, text, date, date, text) is
    'Assign a pattern to many resources, all or nothing

As assign_pattern, for each of resource_ids and resource_codes. Returns {assigned, assignments}. If any of them is refused, nothing is
stored, and details is a JSON array that names each of them with the reason.';

grant execute on function api_v1.bulk_assign(bigint[], text[], bigint, text, date, date, text)
to sched_planner, sched_admin;
