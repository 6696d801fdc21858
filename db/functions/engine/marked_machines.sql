create or replace function sched_engine.marked_machines(p_mark_ids bigint[])
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
        r.id,
        range_agg(s.dates)
    from sched.stale_dates as s
    inner join sched.resources as r on r.path_ids @> array[s.resource_id] and r.id > s.done_through
    inner join sched.generated_dates as g on g.resource_id = r.id and (g.dates <> '{}' or r.requires_scheduling)
    where s.id = any(p_mark_ids)
    group by r.id;
end
$$;

comment on function sched_engine.marked_machines(bigint[]) is
    'Machines below the marked resources, and the marked dates, whether they have been generated or not: somebody may be
about to.';
