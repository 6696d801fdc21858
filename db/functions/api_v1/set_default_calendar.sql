create or replace function api_v1.set_default_calendar(
    calendar_id bigint default null, calendar_code text default null
)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    if num_nonnulls(calendar_id, calendar_code) > 0 then
        v_id := sched_http.given_calendar(calendar_id, calendar_code);
    end if;
    return json_build_object('changed', sched_engine.set_default_calendar(v_id), 'calendar_id', v_id);
end
$$;

comment on function api_v1.set_default_calendar(bigint, text) is
    'Make a calendar the default, for resources that have none on their path to the root

It applies where the time zone is in its country, or either has none. Without an argument there is no default any longer.
Returns whether that changed anything. SC001: unknown.';

grant execute on function api_v1.set_default_calendar(bigint, text) to sched_planner, sched_admin;
