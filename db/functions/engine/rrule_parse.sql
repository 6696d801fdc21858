create or replace function sched_engine.rrule_parse(p_rule text)
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
declare
    v_rule jsonb := '{}';
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
    if v_rule ->> 'freq' is null then
        perform sched_engine.rrule_refuse(p_rule, 'The recurrence rule has no part FREQ.',
            format('FREQ takes %s.', (select p.allowed from sched_engine.rrule_part('FREQ') as p)));
    end if;
    return v_rule || jsonb_build_object('text', p_rule);
end
$$;

comment on function sched_engine.rrule_parse(text) is
    'An RFC 5545 recurrence rule as an object: names of parts in lower case, numbers, lists, `until` in wall time. In any
case and order, with or without RRULE: before it. SC012: unknown, repeated or missing part, or a value that is not allowed.';
