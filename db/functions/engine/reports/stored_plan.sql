create or replace function sched_engine.stored_plan(p_resource_ids bigint[], p_from date, p_to date)
returns table (
    resource_code text,
    resource_name text,
    hierarchy_path text,
    schedule_date date,
    shift_code text,
    schedule_status text,
    capacity_percent smallint,
    hours numeric,
    local_start timestamp,
    local_end timestamp,
    time_zone text,
    planned_start_time timestamptz,
    planned_end_time timestamptz,
    pattern_code text,
    reason text
)
language plpgsql
stable
parallel safe
rows 10000
security definer
set search_path = pg_catalog, pg_temp
-- Planned with the dates at hand, so that no other chunk is opened.
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
begin
    return query
    select
        s.resource_code,
        s.resource_name,
        s.hierarchy_path,
        s.schedule_date,
        s.shift_code,
        s.schedule_status,
        s.capacity_percent,
        trim_scale(s.planned_hours),
        s.planned_start_time at time zone z.time_zone,
        s.planned_end_time at time zone z.time_zone,
        z.time_zone,
        s.planned_start_time,
        s.planned_end_time,
        s.pattern_code,
        coalesce(e.description, h.holiday_name)::text
    from sched_oee.equipment_schedule as s
    inner join sched_engine.effective_time_zones(p_resource_ids) as z on z.resource_id = s.resource_id
    left join sched.schedule_exceptions as e on e.id = s.exception_id
    left join sched.holidays as h on h.id = s.holiday_id
    where s.resource_id = any(p_resource_ids) and s.schedule_date between p_from and p_to
    order by s.hierarchy_path, s.planned_start_time;
end
$$;

comment on function sched_engine.stored_plan(bigint[], date, date) is
    'The generated plan of these resources for the business dates p_from to p_to as people read it:
local time of the resource beside the instants, hours elapsed, and the name of the exception or holiday
that decided a stretch.';

grant execute on function sched_engine.stored_plan(bigint[], date, date) to sched_relay;
