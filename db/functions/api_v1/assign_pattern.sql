create or replace function api_v1.assign_pattern(
    resource_id bigint default null,
    resource_code text default null,
    pattern_id bigint default null,
    pattern_code text default null,
    effective_date date default null,
    end_date date default null,
    notes text default null
)
returns api_v1.pattern_assignments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_http.given_resource(resource_id, resource_code);
    v_stored api_v1.pattern_assignments;
    v_id bigint;
begin
    v_id := sched_engine.assign_pattern(
        v_resource_id,
        sched_http.given_pattern(pattern_id, pattern_code),
        coalesce(effective_date, sched_engine.local_today(v_resource_id)),
        end_date,
        notes
    );
    select a.* into v_stored from api_v1.pattern_assignments as a where a.id = v_id;
    return v_stored;
end
$$;

comment on function api_v1.assign_pattern(bigint, text, bigint, text, date, date, text) is
    'Assign a pattern to a resource and to everything below it that has none of its own

From effective_date (today in its time zone) to end_date, both included; null: until replaced. An open
assignment ends the day before. Resource and pattern by id or by code. Returns the assignment. Errors: SC001 unknown, SC004
dates, SC005 overlap with another assignment, SC016 no resource or pattern given.';

grant execute on function api_v1.assign_pattern(bigint, text, bigint, text, date, date, text)
to sched_planner, sched_admin;
