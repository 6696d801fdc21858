create or replace function sched_engine.marked_machines(p_mark_ids bigint[])
returns table (resource_id bigint, dates datemultirange)
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        t.resource_id,
        range_agg(s.dates)
    from sched.stale_dates as s
    -- Also what stood there once: an exception may be about that time.
    inner join sched.resource_states as t
        on t.path_ids @> array[s.resource_id] and t.resource_id > s.done_through
    inner join sched.generated_dates as g on g.resource_id = t.resource_id and (g.dates <> '{}' or t.is_scheduled)
    where s.id = any(p_mark_ids)
    group by t.resource_id;
end
$$;

comment on function sched_engine.marked_machines(bigint[]) is
    'Machines that are, or have been, below the marked resources, and the marked dates, whether they have been generated or not: somebody may be
about to.';
