create or replace function api_v1.add_working_time(
    resource_id bigint, from_time timestamptz, duration interval, capacity_weighted boolean default false
)
returns timestamptz
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_back constant boolean := duration < interval '0';
    v_is_weighted constant boolean := coalesce(capacity_weighted, false);
    v_reached timestamptz;
begin
    perform sched_engine.check_instants(resource_id, from_time);
    perform sched_engine.check_duration(duration);
    v_reached := sched_engine.add_working_time(resource_id, from_time, duration, v_is_weighted);
    if v_reached is null then
        perform sched_engine.refuse('SC004',
            format('%s does not work %s within 10 years %s %s.',
                (select r.resource_code from sched.resources as r where r.id = resource_id), duration,
                case when v_is_back then 'before' else 'after' end, from_time),
            'Give a shorter duration, or assign a pattern to the machine or above it.',
            format('It works %s in that time.', sched_engine.working_time(
                    resource_id, from_time, sched_engine.search_end(from_time, v_is_back), v_is_weighted
                )));
    end if;
    return v_reached;
end
$$;

comment on function api_v1.add_working_time(bigint, timestamptz, interval, boolean) is
    'When a machine will have worked for a given time

The first instant at which it has operated for the duration since from_time; before it when the duration
is negative. Days are 24 hours; months and years are refused. capacity_weighted: an hour at 50 percent
counts half an hour. Errors: SC001 unknown id, SC004 time or duration, or not within 10 years.';

grant execute on function api_v1.add_working_time(bigint, timestamptz, interval, boolean)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
