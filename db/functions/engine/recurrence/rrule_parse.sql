create or replace function sched_engine.rrule_parse(p_rule text)
returns jsonb
language plpgsql
immutable
strict
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rule jsonb := jsonb_build_object();
    v_part text;
    v_name text;
begin
    if length(p_rule) > 1000 then
        perform sched_engine.rrule_refuse(p_rule,
            format('The recurrence rule has %s characters.', length(p_rule)), 'At most 1000 are allowed.');
    end if;
    foreach v_part in array string_to_array(regexp_replace(upper(btrim(p_rule)), '^RRULE:', ''), ';') loop
        v_name := split_part(v_part, '=', 1);
        if v_rule ? lower(v_name) then
            perform sched_engine.rrule_refuse(p_rule,
                format('Recurrence rule part %s is a second %s.', v_part, v_name), 'Give each part once.');
        end if;
        v_rule := v_rule || jsonb_build_object(
            lower(v_name), sched_engine.rrule_value(p_rule, v_name, substr(v_part, length(v_name) + 2)));
    end loop;
    if not v_rule ? 'freq' then
        perform sched_engine.rrule_refuse(p_rule, 'The recurrence rule has no part FREQ.',
            format('FREQ takes %s.', (select p.allowed from sched_engine.rrule_part('FREQ') as p)));
    end if;
    return v_rule || jsonb_build_object('text', p_rule);
end
$$;

comment on function sched_engine.rrule_parse(text) is
    'An RFC 5545 recurrence rule as an object: its parts by their names in lower case, and its text. The
rule may be in any case and order, with or without RRULE: before it; a Z after UNTIL is ignored, it is wall
time. SC012: an unknown, repeated or missing part, a value that is not allowed, or more than 1000
characters.';
