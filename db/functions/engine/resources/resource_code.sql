-- PL/pgSQL, because it keeps the plan of its query from call to call.
create or replace function sched_engine.resource_code(p_resource_id bigint)
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select r.resource_code from sched.resources as r where r.id = p_resource_id
    );
end
$$;

comment on function sched_engine.resource_code(bigint) is
    'Code of a resource.
Security definer, because views call it as whoever asks.';

grant execute on function sched_engine.resource_code(bigint)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
