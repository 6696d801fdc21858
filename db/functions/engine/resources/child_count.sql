-- PL/pgSQL, because it keeps the plan of its query from call to call.
create or replace function sched_engine.child_count(p_resource_id bigint)
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select count(*) from sched.resources as r where r.parent_resource_id = p_resource_id
    );
end
$$;

comment on function sched_engine.child_count(bigint) is
    'How many resources are directly below one.
Security definer, because views call it as whoever asks.';

grant execute on function sched_engine.child_count(bigint)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
