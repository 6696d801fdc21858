create or replace function sched_engine.rrule_occurrences(
    p_rule text, p_dtstart timestamp, p_from timestamp, p_to timestamp
)
returns setof timestamp
language plpgsql
immutable
strict
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
declare
    v_start constant timestamp := date_trunc('second', p_dtstart);
    v_rule jsonb := sched_engine.rrule_parse(p_rule);
    v_to constant timestamp
    := least(p_to, (v_rule ->> 'until')::timestamp + interval '1 second', timestamp '10000-01-01');
begin
    if v_start < timestamp '0001-01-01' or v_start >= timestamp '10000-01-01' then
        perform sched_engine.rrule_refuse(p_rule,
            format('A recurrence cannot start at %s.', p_dtstart), 'Give a start in the years 1 to 9999.');
    end if;
    v_rule := sched_engine.rrule_complete(v_rule, v_start);
    if v_rule ? 'count' then
        return query
        select c.moment
        from sched_engine.rrule_counted(v_rule, v_start, p_from, v_to) as c (moment);
    else
        return query
        select e.moment
        from sched_engine.rrule_expand(v_rule, v_start, greatest(p_from, v_start), v_to) as e (moment);
    end if;
end
$$;

comment on function sched_engine.rrule_occurrences(text, timestamp, timestamp, timestamp) is
    'When an RFC 5545 recurrence rule that starts at p_dtstart happens: ascending, >= p_from and < p_to, all
in wall time and whole seconds; the start itself only if the rule meets it. Any rule that can be read is
taken, also one that check_rrule refuses. Nothing for null. SC012: a rule that cannot be read, a start
outside of the years 1 to 9999, or more than a million moments to look at (from p_from to p_to; from the
start if COUNT ends the rule).';
