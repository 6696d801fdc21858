create or replace function sched_engine.team_shifts(p_team_ids bigint[], p_from date, p_to date)
returns table (
    team_id bigint,
    schedule_date date,
    shift_code text,
    start_time timestamptz,
    end_time timestamptz,
    pattern_id bigint,
    shift_second integer
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with teams as materialized (
        select
            t.id,
            t.pattern_id,
            t.cycle_offset_days,
            t.handover_minutes,
            z.time_zone
        from sched.emp_teams as t
        inner join sched_engine.effective_time_zones(
            array(select i.resource_id from sched.emp_teams as i where i.id = any(p_team_ids))
        ) as z on z.resource_id = t.resource_id
        where t.id = any(p_team_ids) and t.is_active and t.pattern_id is not null
    ),

    -- Once for all teams that run alike.
    shifts as materialized (
        select
            u.*,
            x.schedule_date,
            x.shift_code,
            x.shift_second,
            x.start_time,
            x.end_time,
            x.end_time = max(x.end_time) over (
                partition by u.pattern_id, u.cycle_offset_days, u.time_zone, x.schedule_date, x.shift_second
            ) as is_last
        from (select distinct t.pattern_id, t.cycle_offset_days, t.time_zone from teams as t) as u
        cross join lateral sched_engine.expand_pattern(
            u.pattern_id, u.time_zone, p_from, p_to, u.cycle_offset_days
        ) as x
        where x.is_operating
    )

    select
        t.id,
        s.schedule_date,
        s.shift_code,
        s.start_time,
        s.end_time + case when s.is_last then make_interval(mins => t.handover_minutes) else interval '0' end,
        s.pattern_id,
        s.shift_second
    from shifts as s
    inner join teams as t
        on t.pattern_id = s.pattern_id and t.cycle_offset_days = s.cycle_offset_days and t.time_zone = s.time_zone;
end
$$;

comment on function sched_engine.team_shifts(bigint[], date, date) is
    'Working stretches of the shifts of these teams on the business dates p_from to p_to, both included: the pattern of
the team, as far behind its cycle as the team runs, in the time zone of its home. Instants, half-open; breaks leave a
gap, and the last stretch of a shift is longer by the time to hand over. Before holidays. shift_second tells shifts of
one date apart.';
