-- PL/pgSQL, because it keeps the plan of its query from call to call.
create or replace function sched_engine.nearest_zone(p_path_ids bigint[])
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select r.time_zone
        from unnest(p_path_ids) with ordinality as p (id, depth)
        inner join sched.resources as r on r.id = p.id
        where r.time_zone is not null
        order by p.depth desc
        limit 1
    );
end
$$;

comment on function sched_engine.nearest_zone(bigint[]) is
    'Time zone of the last resource on a path from the root that has one. Security definer, because views
call it as whoever asks.';

grant execute on function sched_engine.nearest_zone(bigint[])
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
