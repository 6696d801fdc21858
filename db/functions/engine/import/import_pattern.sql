create or replace function sched_engine.import_pattern(
    p_code text, p_name text, p_rules jsonb, p_cycle_days integer, p_replace boolean default false
)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_stored sched.operating_patterns;
    v_changed boolean;
begin
    select p.* into v_stored from sched.operating_patterns as p where p.pattern_code = p_code;
    if not found then
        perform sched_engine.create_pattern(p_code, p_name, p_rules, p_cycle_days);
        return 'created';
    end if;

    v_changed := sched_engine.replace_pattern_rules(v_stored.id, p_rules, p_cycle_days);
    if v_stored.pattern_name <> p_name then
        update sched.operating_patterns as p set pattern_name = p_name where p.id = v_stored.id;
        v_changed := true;
    end if;
    if v_changed and not p_replace then
        perform sched_engine.refuse('23505', format('There is a pattern %s already, and it differs.', p_code),
            'Choose another code, or ask for patterns that exist to be replaced.');
    end if;
    return case when v_changed then 'replaced' else 'unchanged' end;
end
$$;

comment on function sched_engine.import_pattern(text, text, jsonb, integer, boolean) is
    'Creates a pattern (created), or leaves one that is the same alone (unchanged). One of this code
that differs is given this name and these rules only when p_replace is true (replaced), else it is
refused (23505).';
