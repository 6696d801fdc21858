create or replace function api_v1.unassign_pattern(
    resource_id bigint default null, resource_code text default null, from_date date default null
)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_http.given_resource(resource_id, resource_code);
    v_from constant date := coalesce(from_date, sched_engine.local_today(v_resource_id));
    v_ended constant integer := sched_engine.unassign_pattern(v_resource_id, v_from);
begin
    return (
        select json_build_object(
            'resource_id', i.resource_id,
            'resource_code', i.resource_code,
            'from_date', v_from,
            'ended', v_ended,
            'pattern_code', i.pattern_code,
            'inherited_from_code', i.inherited_from_code
        )
        from sched_engine.pattern_inheritance(array[v_resource_id], v_from) as i
    );
end
$$;

comment on function api_v1.unassign_pattern(bigint, text, date) is
    'Make a resource inherit its pattern again, from a date on

The assignment of from_date (today in its time zone) ends the day before; later ones are removed. Returns how many that
were, and the pattern it follows then. Errors: SC001 unknown, SC004 date, SC016 no resource given.';

grant execute on function api_v1.unassign_pattern(bigint, text, date) to sched_planner, sched_admin;
