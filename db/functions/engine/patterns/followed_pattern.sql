create or replace function sched_engine.followed_pattern(p_path_ids bigint[])
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
        select p.pattern_code
        from sched.resource_pattern_assignments as a
        inner join sched.operating_patterns as p on p.id = a.pattern_id
        where a.id = v_assignment_id
    );
end
$$;

comment on function sched_engine.followed_pattern(bigint[]) is
    'Code of the pattern that the resource at the end of a path from the root follows today; null: none. Security definer,
because views call it as whoever asks.';

grant execute on function sched_engine.followed_pattern(bigint[])
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
