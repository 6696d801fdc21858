create or replace function api_v1.create_pattern(
    pattern_code text,
    rules jsonb,
    pattern_name text default null,
    cycle_days integer default 7,
    anchor_date date default null
)
returns api_v1.patterns
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := sched_engine.create_pattern(
        pattern_code, coalesce(pattern_name, pattern_code), rules, cycle_days, anchor_date
    );
    v_stored api_v1.patterns;
begin
    select p.* into v_stored from api_v1.patterns as p where p.id = v_id;
    return v_stored;
end
$$;

comment on function api_v1.create_pattern(text, jsonb, text, integer, date) is
    'Create a pattern with its rules

rules: an array of {cycle_day, start_time, end_time, is_operating, shift_code} in local wall time; an end not after the start
is on the next day; is_operating false is a break. Returns the pattern. Errors: 23505 the code is taken, SC006 rules.';

grant execute on function api_v1.create_pattern(text, jsonb, text, integer, date) to sched_planner, sched_admin;
