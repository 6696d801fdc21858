-- Inlined into the two functions that add work up.
create or replace function sched_engine.working_stretches(
    p_resource_id bigint, p_from timestamptz, p_to timestamptz, p_is_weighted boolean
)
returns table (start_time timestamptz, end_time timestamptz, percent integer, work bigint)
language sql
stable
parallel safe
as $$
    select
        c.start_time,
        c.end_time,
        c.percent,
        (extract(epoch from c.end_time - c.start_time) * 1000000)::bigint * c.percent
    from sched_engine.operating_stretches(p_resource_id, p_from, p_to) as s
    cross join lateral (
        select
            greatest(s.start_time, p_from) as start_time,
            least(s.end_time, p_to) as end_time,
            case when p_is_weighted then s.capacity_percent::integer else 100 end as percent
    ) as c
$$;

comment on function sched_engine.working_stretches(bigint, timestamptz, timestamptz, boolean) is
    'The operating stretches of a machine, cut at p_from and p_to, and the work in each: microseconds times
percent of capacity (100 unless p_is_weighted), a whole number, so that sums are exact.';
