create or replace function api_v1.cancel_occurrence(exception_id bigint, start_time timestamptz)
returns api_v1.exceptions
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_http.visible_exception(exception_id);
    perform sched_engine.cancel_occurrence(exception_id, start_time);
    return sched_http.visible_exception(exception_id);
end
$$;

comment on function api_v1.cancel_occurrence(bigint, timestamptz) is
    'Cancel one occurrence of a recurring exception: the one that starts at start_time

Returns the exception. Errors: SC001 no such exception or occurrence, SC010 locked period.';

grant execute on function api_v1.cancel_occurrence(bigint, timestamptz) to sched_planner, sched_admin;
