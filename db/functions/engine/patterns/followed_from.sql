create or replace function sched_engine.followed_from(p_path_ids bigint[])
returns text
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_assignment_id constant bigint := sched_engine.assignment_on(p_path_ids);
begin
    return (
        select r.resource_code
        from sched.resource_pattern_assignments as a
        inner join sched.resources as r on r.id = a.resource_id
        where a.id = v_assignment_id and a.resource_id <> p_path_ids[cardinality(p_path_ids)]
    );
end
$$;

comment on function sched_engine.followed_from(bigint[]) is
    'Code of the ancestor that the resource at the end of a path from the root has its pattern of today from; null: it has one
of its own, or none. Security definer, because views call it as whoever asks.';

grant execute on function sched_engine.followed_from(bigint[])
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
