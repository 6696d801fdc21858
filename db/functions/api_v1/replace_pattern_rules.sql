create or replace function api_v1.replace_pattern_rules(
    rules jsonb, pattern_id bigint default null, pattern_code text default null, cycle_days integer default null
)
returns api_v1.patterns
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := sched_http.given_pattern(pattern_id, pattern_code);
    v_stored api_v1.patterns;
begin
    if rules is null then
        perform sched_engine.refuse('SC016', 'No rules are given.', 'Give an array; an empty one for a pattern without shifts.');
    end if;
    perform sched_engine.replace_pattern_rules(
        v_id,
        rules,
        coalesce(cycle_days, (select p.cycle_days from sched.operating_patterns as p where p.id = v_id))
    );
    select p.* into v_stored from api_v1.patterns as p where p.id = v_id;
    return v_stored;
end
$$;

comment on function api_v1.replace_pattern_rules(jsonb, bigint, text, integer) is
    'Replace the rules of a pattern

rules as create_pattern takes them; cycle_days: as it is when left out. Machines that follow the pattern are planned
by them from now on. Returns the pattern. Errors: SC001 unknown, SC006 rules, SC007 a built-in pattern.';

grant execute on function api_v1.replace_pattern_rules(jsonb, bigint, text, integer) to sched_planner, sched_admin;
