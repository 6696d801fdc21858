-- Inlined.
create or replace function sched_engine.stored_shifts(p_resource_ids bigint[], p_from date, p_to date)
returns table (
    resource_id bigint,
    schedule_date date,
    pattern_id bigint,
    shift_second integer,
    shift_code text,
    placement sched.shift_placement,
    start_time timestamptz,
    end_time timestamptz,
    nominal_start_time timestamptz,
    due_start_time timestamptz,
    work tstzmultirange
)
language sql
stable
parallel safe
rows 1000
as $$
    select
        g.resource_id,
        g.schedule_date,
        g.pattern_id,
        g.shift_second,
        g.shift_code,
        g.placement,
        coalesce((g.placement).start_time, g.first_start),
        coalesce((g.placement).end_time, g.last_end),
        coalesce((g.placement).nominal_start_time, g.first_start),
        coalesce((g.placement).nominal_start_time, g.first_start)
        + make_interval(mins => coalesce((g.placement).moved_minutes, 0)),
        g.work
    from (
        select
            s.resource_id,
            s.schedule_date,
            s.pattern_id,
            s.shift_second,
            s.shift_code,
            (array_agg(s.shift_placement))[1] as placement,
            min(s.planned_start_time) as first_start,
            max(s.planned_end_time) as last_end,
            range_agg(tstzrange(s.planned_start_time, s.planned_end_time)) as work
        from sched.equipment_schedules as s
        where s.resource_id = any(p_resource_ids)
            and s.schedule_date between p_from and p_to
            and s.pattern_id is not null
        group by s.resource_id, s.schedule_date, s.pattern_id, s.shift_second, s.shift_code
    ) as g
$$;

comment on function sched_engine.stored_shifts(bigint[], date, date) is
    'Whole shifts of the stored plan, put together again from the rows that exceptions and holidays made of them: the real
start and end, where the pattern had put them (nominal), where they were due once moved, and when they work.';
