create or replace function api_v1.working_time(
    resource_id bigint, from_time timestamptz, to_time timestamptz, capacity_weighted boolean default false
)
returns interval
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_instants(resource_id, from_time, to_time);
    if abs(extract(epoch from to_time - from_time)) > 87672 * 3600 then
        perform sched_engine.refuse('SC004', format('%s to %s is longer than 10 years.', from_time, to_time),
            'Add up shorter periods.',
            'At most 3,653 days can be added up at once.');
    end if;
    return sched_engine.working_time(resource_id, from_time, to_time, coalesce(capacity_weighted, false));
end
$$;

comment on function api_v1.working_time(bigint, timestamptz, timestamptz, boolean) is
    'Operating time of a machine between two instants

Hours, minutes and seconds that are planned to operate, cut exactly at both ends; negative when to_time
is the earlier one. From the stored plan, and computed where it has not been generated. At most 10 years at
a time. capacity_weighted: an hour at 50 percent counts half an hour. Errors: SC001 unknown id, SC004 times.';

grant execute on function api_v1.working_time(bigint, timestamptz, timestamptz, boolean)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
