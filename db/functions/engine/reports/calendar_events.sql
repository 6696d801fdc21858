create or replace function sched_engine.calendar_events(p_resource_id bigint, p_from date, p_to date)
returns table (
    uid text,
    stamp timestamptz,
    start_time timestamptz,
    end_time timestamptz,
    whole_day date,
    summary text,
    status text
)
language plpgsql
stable
parallel safe
rows 200
set search_path = pg_catalog, pg_temp
-- Planned with the dates at hand, so that no other chunk is opened.
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
begin
    return query
    with stored as (
        select
            s.*,
            coalesce(e.description, h.holiday_name) as reason,
            h.start_time is null as is_whole_day
        from sched.equipment_schedules as s
        left join sched.schedule_exceptions as e on e.id = s.exception_id
        left join sched.holidays as h on h.id = s.holiday_id
        where s.resource_id = p_resource_id and s.schedule_date between p_from and p_to
    )

    -- A stretch keeps its uid as long as it starts at the same time, whatever else becomes of it.
    select
        format('%s-%s-%s@equipment-scheduling', p_resource_id, s.schedule_date, sched_engine.ical_instant(s.planned_start_time)),
        s.generated_at,
        s.planned_start_time,
        s.planned_end_time,
        null::date,
        case
            when s.schedule_status <> 'operating'
                then concat_ws(': ', initcap(s.schedule_status::text),
                    case when lower(s.reason) <> s.schedule_status::text then s.reason end)
            else coalesce('Shift ' || s.shift_code, case when s.pattern_id is null then 'Overtime' else 'Shift' end)
                || case when s.capacity_percent < 100 then format(' at %s %%', s.capacity_percent) else '' end
        end,
        s.schedule_status::text
    from stored as s
    where s.schedule_status <> 'holiday'
    union all
    select
        format('%s-%s-holiday-%s@equipment-scheduling', p_resource_id, s.schedule_date, coalesce(s.holiday_id, -s.exception_id)),
        max(s.generated_at),
        min(s.planned_start_time),
        max(s.planned_end_time),
        case when bool_and(s.is_whole_day) and s.exception_id is null then s.schedule_date end,
        coalesce(min(s.reason), 'Holiday'),
        'holiday'
    from stored as s
    where s.schedule_status = 'holiday'
    group by s.schedule_date, s.holiday_id, s.exception_id;
end
$$;

comment on function sched_engine.calendar_events(bigint, date, date) is
    'The stored plan of a resource as events of a calendar: stretches of shifts, stops, and holidays, once a day.';
