create or replace function api_v1.previous_available(resource_id bigint, from_time timestamptz)
returns table (start_time timestamptz, end_time timestamptz, shift_code text, capacity_percent smallint)
language plpgsql
stable
security definer
rows 1
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_instants(resource_id, from_time);
    return query select s.* from sched_engine.nearest_stretch(resource_id, from_time, true) as s;
end
$$;

comment on function api_v1.previous_available(bigint, timestamptz) is
    'The previous operating interval of a machine

The one running at from_time, from its own start, else the last one before, up to 10 years back; no
row when there is none. From the stored plan, and computed where it has not been generated. Errors: SC001
unknown id, SC004 time.';

grant execute on function api_v1.previous_available(bigint, timestamptz)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
