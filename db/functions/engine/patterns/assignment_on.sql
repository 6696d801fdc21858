-- From a path and not from an id, so that a row that is being inserted can show what it inherits.
-- PL/pgSQL, because it keeps the plan of its query from call to call.
create or replace function sched_engine.assignment_on(p_path_ids bigint[], p_date date default null)
returns bigint
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select a.id
        from coalesce(
            p_date,
            (
                sched_engine.current_instant()
                at time zone coalesce(sched_engine.nearest_zone(p_path_ids), 'UTC')
            )::date
        ) as d (on_date)
        cross join unnest(p_path_ids) with ordinality as p (id, depth)
        inner join sched.resource_pattern_assignments as a on a.resource_id = p.id
        where a.effective_date <= d.on_date and (a.end_date is null or a.end_date >= d.on_date)
        order by p.depth desc
        limit 1
    );
end
$$;

comment on function sched_engine.assignment_on(bigint[], date) is
    'The pattern assignment that decides, on a business date (null: today by the clock of the resource), for the resource at
the end of a path from the root: what sched_engine.effective_patterns says of one date. Security definer, because views call it
as whoever asks.';

grant execute on function sched_engine.assignment_on(bigint[], date)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
