create or replace function sched_oee.status_at(p_resource_id bigint, p_at timestamptz)
returns table (
    schedule_status text,
    capacity_percent smallint,
    shift_code text,
    schedule_date date,
    planned_start_time timestamptz,
    planned_end_time timestamptz
)
language plpgsql
stable
parallel safe
security definer
rows 1
set search_path = pg_catalog, pg_temp
-- Planned with the dates at hand, so that no other chunk is opened.
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
    v_first constant date := (p_at at time zone 'UTC')::date - 3;
    v_last constant date := (p_at at time zone 'UTC')::date + 2;
    v_today date;
    v_generated datemultirange;
begin
    -- Rows of one machine never overlap.
    return query
    select
        s.schedule_status::text,
        s.capacity_percent,
        s.shift_code,
        s.schedule_date,
        s.planned_start_time,
        s.planned_end_time
    from sched.equipment_schedules as s
    where s.resource_id = p_resource_id
        and s.schedule_date between v_first and v_last
        and s.planned_start_time <= p_at
        and s.planned_end_time > p_at;
    if found then
        return;
    end if;

    select
        (p_at at time zone z.time_zone)::date,
        coalesce(g.dates, '{}')
    into v_today, v_generated
    from sched.resource_states as z
    left join sched.generated_dates as g on g.resource_id = z.resource_id
    where z.resource_id = p_resource_id and z.valid_until = 'infinity';
    if not found then
        return;
    end if;

    schedule_status := case
        when not v_generated @> v_today then 'not_generated'
        when v_generated @> daterange(v_today - 2, v_today, '[]') then 'not_planned'
        when exists (select from sched_engine.ungenerated_shifts(array[p_resource_id], p_at)) then 'not_generated'
        else 'not_planned'
    end;
    return next;
end
$$;

comment on function sched_oee.status_at(bigint, timestamptz) is
    'What a machine is planned to do at an instant: operating, maintenance, breakdown, shutdown, holiday; not_planned when no
shift covers it; not_generated when the plan does not reach that far. With the stretch it lies in. No row: no such
resource.';

grant execute on function sched_oee.status_at(bigint, timestamptz)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
