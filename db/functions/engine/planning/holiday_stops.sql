create or replace function sched_engine.holiday_stops(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean,
    p_with_stored boolean
)
returns table (
    resource_id bigint,
    holiday_date date,
    holiday_id bigint,
    start_time timestamptz,
    end_time timestamptz,
    is_stored boolean
)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        d.resource_id,
        d.holiday_date,
        d.holiday_id,
        coalesce(sched_engine.wall_to_instant(d.holiday_date + d.start_time, z.time_zone), '-infinity'),
        coalesce(
            sched_engine.wall_to_instant(
                d.holiday_date + (d.end_time <= d.start_time)::integer + d.end_time, z.time_zone
            ),
            'infinity'
        ),
        false
    from sched_engine.effective_holidays(p_resource_ids, p_from, p_to) as d
    inner join sched_engine.effective_time_zones(p_resource_ids) as z on z.resource_id = d.resource_id
    where p_apply_holidays;

    return query
    select
        s.resource_id,
        s.schedule_date,
        s.holiday_id,
        s.planned_start_time,
        s.planned_end_time,
        true
    from sched.equipment_schedules as s
    where p_with_stored
        and s.resource_id = any(p_resource_ids)
        and s.schedule_date between p_from and p_to
        and s.holiday_id is not null;
end
$$;

comment on function sched_engine.holiday_stops(bigint[], date, date, boolean, boolean) is
    'When holidays stop the shifts of each business date, as instants (infinite for whole dates); p_with_stored: those that
rows of the stored plan lie in as well (is_stored), for shifts that have begun.';
