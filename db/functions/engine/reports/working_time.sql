create or replace function sched_engine.working_time(
    p_resource_id bigint, p_from timestamptz, p_to timestamptz, p_is_weighted boolean
)
returns interval
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select make_interval(secs => (
        case when p_to < p_from then -1 else 1 end * coalesce(sum(w.work), 0) / 100000000
    )::double precision)
    from sched_engine.working_stretches(
        p_resource_id, least(p_from, p_to), greatest(p_from, p_to), p_is_weighted
    ) as w
$$;

comment on function sched_engine.working_time(bigint, timestamptz, timestamptz, boolean) is
    'Operating time of a machine between two instants, in hours and smaller units, to the microsecond;
negative when p_to lies before p_from. p_is_weighted: an hour at 50 percent capacity counts half an hour.';
