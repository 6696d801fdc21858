create or replace function api_v1.copy_pattern(
    new_code text, pattern_id bigint default null, pattern_code text default null, new_name text default null
)
returns api_v1.patterns
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := sched_engine.copy_pattern(
        sched_http.given_pattern(pattern_id, pattern_code), new_code, new_name
    );
    v_stored api_v1.patterns;
begin
    select p.* into v_stored from api_v1.patterns as p where p.id = v_id;
    return v_stored;
end
$$;

comment on function api_v1.copy_pattern(text, bigint, text, text) is
    'Copy a pattern with its rules under another code

The copy of a built-in pattern can be changed. Returns the copy. Errors: 23505 the code is taken, SC001 unknown pattern.';

grant execute on function api_v1.copy_pattern(text, bigint, text, text) to sched_planner, sched_admin;
