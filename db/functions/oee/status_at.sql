create or replace function sched_oee.status_at(p_resource_id bigint, p_at timestamptz)
returns table (
    schedule_status text,
    capacity_percent smallint,
    shift_code text,
    schedule_date date,
    planned_start_time timestamptz,
    planned_end_time timestamptz
)
language sql
stable
parallel safe
security definer
rows 1
set search_path = ''
as $$
    -- Rows of one machine never overlap and last at most a day, so the last one begun is the only candidate.
    select
        case
            when s.resource_id is not null then s.schedule_status::text
            when g.dates @> (p_at at time zone z.time_zone)::date then 'not_planned'
            else 'not_generated'
        end,
        s.capacity_percent,
        s.shift_code,
        s.schedule_date,
        s.planned_start_time,
        s.planned_end_time
    from sched_engine.effective_time_zones(array[p_resource_id]) as z
    left join sched.generated_dates as g on g.resource_id = p_resource_id
    left join lateral (
        select i.*
        from sched.equipment_schedules as i
        where i.resource_id = p_resource_id
            and i.planned_start_time <= p_at
            and i.schedule_date >= (p_at at time zone 'UTC')::date - 3
            and i.schedule_date <= (p_at at time zone 'UTC')::date + 2
        order by i.planned_start_time desc
        limit 1
    ) as s on s.planned_end_time > p_at
$$;

comment on function sched_oee.status_at(bigint, timestamptz) is
    'What a machine is planned to do at an instant: operating, maintenance, breakdown, shutdown, holiday; not_planned when no
shift covers it; not_generated when the plan does not reach that far. With the stretch it lies in. No row: no such
resource.';

grant execute on function sched_oee.status_at(bigint, timestamptz)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
