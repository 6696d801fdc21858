create or replace function sched_engine.weekly_hours(p_pattern_id bigint, p_cycle_days integer)
returns numeric
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(round(sum(s.end_second - s.start_second) / 3600.0 / nullif(p_cycle_days, 0) * 7, 2), 0)
    from sched_engine.pattern_stretches(p_pattern_id) as s
    where s.is_operating
$$;

comment on function sched_engine.weekly_hours(bigint, integer) is
    'Hours a pattern operates per week, averaged over its cycle, breaks deducted, clock changes aside.';
