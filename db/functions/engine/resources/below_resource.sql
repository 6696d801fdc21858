create or replace function sched_engine.below_resource(p_resource_id bigint)
returns table (resources bigint, machines bigint)
language plpgsql
stable
security definer
rows 1
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        count(*) - 1,
        count(*) filter (where r.requires_scheduling and r.is_active)
    from sched.resources as r
    where r.path_ids @> array[p_resource_id];
end
$$;

comment on function sched_engine.below_resource(bigint) is
    'How many resources are below one, and how many active scheduled ones are at and below it. Whoever may see it may see
them all. Security definer, because views call it as whoever asks.';

grant execute on function sched_engine.below_resource(bigint)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
