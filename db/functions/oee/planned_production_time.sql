create or replace function sched_oee.planned_production_time(
    p_resource_id bigint, p_from timestamptz, p_to timestamptz
)
returns interval
language plpgsql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
-- Planned with the dates at hand, so that no other chunk is opened.
set plan_cache_mode = 'force_custom_plan'
as $$
begin
    return (
        select case
            when g.dates @> daterange((p_from at time zone z.time_zone)::date, (p_to at time zone z.time_zone)::date, '[)')
                and g.dates @> (p_from at time zone z.time_zone)::date
                and g.dates @> ((p_to - interval '1 microsecond') at time zone z.time_zone)::date
                then coalesce((
                    select sum(least(s.planned_end_time, p_to) - greatest(s.planned_start_time, p_from))
                    from sched.equipment_schedules as s
                    where s.resource_id = p_resource_id
                        and s.schedule_status in ('operating', 'breakdown')
                        and s.planned_start_time < p_to
                        and s.planned_end_time > p_from
                        and s.schedule_date >= (p_from at time zone 'UTC')::date - 2
                        and s.schedule_date <= (p_to at time zone 'UTC')::date + 1
                ), interval '0')
        end
        from sched.resource_states as z
        inner join sched.generated_dates as g on g.resource_id = z.resource_id
        where z.resource_id = p_resource_id and z.valid_until = 'infinity' and p_from < p_to
    );
end
$$;

comment on function sched_oee.planned_production_time(bigint, timestamptz, timestamptz) is
    'Planned production time (ISO 22400 planned busy time, PBT) of a machine between two instants: operating and breakdown
stretches, cut exactly at p_from and p_to. Null when part of the period has not been generated, the machine is unknown,
or p_to is not after p_from: unknown is not zero.';

grant execute on function sched_oee.planned_production_time(bigint, timestamptz, timestamptz)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
