create or replace function sched_engine.stale_machines(p_mark_ids bigint[])
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
        g.resource_id,
        g.dates * m.dates
    from sched_engine.marked_machines(p_mark_ids) as m
    inner join sched.generated_dates as g on g.resource_id = m.resource_id and g.dates && m.dates;
end
$$;

comment on function sched_engine.stale_machines(bigint[]) is
    'Machines that are, or have been, below the marked resources and have generated dates among the marked ones, and those
dates.';
