create or replace function sched_engine.stale_machines(p_mark_ids bigint[])
returns table (resource_id bigint, dates datemultirange)
language plpgsql
stable
parallel safe
set search_path = ''
as $$
#variable_conflict use_column
begin
    return query
    select
        g.resource_id,
        g.dates * m.dates
    from (
        select
            t.resource_id,
            range_agg(s.dates) as dates
        from sched.stale_dates as s
        -- Also what stood there once: an exception may be about that time.
        inner join sched.resource_states as t
            on t.path_ids @> array[s.resource_id] and t.resource_id > s.done_through
        where s.id = any(p_mark_ids)
        group by t.resource_id
    ) as m
    inner join sched.generated_dates as g on g.resource_id = m.resource_id and g.dates && m.dates;
end
$$;

comment on function sched_engine.stale_machines(bigint[]) is
    'Machines that are, or have been, below the marked resources and have generated dates among the marked ones, and those
dates.';
