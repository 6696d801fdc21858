create or replace function api_v1.close_exception(exception_id bigint, end_time timestamptz default null)
returns api_v1.exceptions
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_http.visible_exception(exception_id);
    perform sched_engine.close_exception(exception_id, coalesce(end_time, sched_engine.current_instant()));
    return sched_http.visible_exception(exception_id);
end
$$;

comment on function api_v1.close_exception(bigint, timestamptz) is
    'Give an exception an end (now): close an open one, shorten or extend any

end_time is the first instant back to normal. Returns the exception. Errors: SC001 unknown or cancelled, SC004 an end
not after its start, SC010 locked period.';

grant execute on function api_v1.close_exception(bigint, timestamptz) to sched_planner, sched_admin;
