create or replace function sched_engine.rrule_refuse(p_rule text, p_message text, p_hint text)
returns void
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.refuse('SC012', p_message,
        p_hint,
        format('The rule is: %s%s', left(p_rule, 200),
            case when length(p_rule) > 200 then ' ...' else '' end));
end
$$;

comment on function sched_engine.rrule_refuse(text, text, text) is
    'Raises SC012 about a recurrence rule: what is wrong, the rule, and what is allowed.';
