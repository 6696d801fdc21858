create or replace function api_v1.schedule_as_known(
    resource_id bigint, known_at timestamptz, start_date date, end_date date
)
returns table (
    schedule_date date,
    shift_code text,
    planned_start_time timestamptz,
    planned_end_time timestamptz,
    schedule_status sched.schedule_status,
    capacity_percent smallint,
    pattern_id bigint,
    exception_id bigint,
    holiday_id bigint
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_instants(resource_id, known_at);
    return query
    select
        s.schedule_date,
        s.shift_code,
        s.planned_start_time,
        s.planned_end_time,
        s.schedule_status,
        s.capacity_percent,
        s.pattern_id,
        s.exception_id,
        s.holiday_id
    from sched_engine.planned_segments_as_known(
        array[schedule_as_known.resource_id], schedule_as_known.start_date, schedule_as_known.end_date,
        schedule_as_known.known_at
    ) as s
    order by s.planned_start_time;
end
$$;

comment on function api_v1.schedule_as_known(bigint, timestamptz, date, date) is
    'The plan of a machine as it was known at a past moment

The stretches of the business dates start_date to end_date, both included, as equipment_schedules would have shown them at
known_at; dates that were planned first after it have none. Errors: SC001 unknown id, SC004 time or period, SC017 the changes
since then are no longer kept.';

grant execute on function api_v1.schedule_as_known(bigint, timestamptz, date, date)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
