create or replace function sched_engine.rrule_check_density(p_rule jsonb)
returns void
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit constant integer := 100;
    v_most constant integer := 100000;
    v_start constant timestamp := timestamp '2000-01-01';
    v_rule constant jsonb := sched_engine.rrule_complete(p_rule, v_start);
    v_per_day constant bigint := (select c.per_day from sched_engine.rrule_clock(v_rule, v_start) as c);
    v_moments bigint;
begin
    if (v_rule ->> 'count')::bigint > v_most then
        perform sched_engine.rrule_refuse(p_rule ->> 'text',
            format('Recurrence rule part COUNT=%s is too long to count.', v_rule ->> 'count'),
            format('Give at most %s, or say by UNTIL when the recurrence ends.', v_most));
    elsif v_per_day > v_limit and (not v_rule ? 'count' or v_rule ? 'bysetpos') then
        select v_per_day * count(*) into v_moments
        from sched_engine.rrule_days(v_rule, v_start, v_start::date, date '2009-12-31');
        if v_moments > v_limit * 3653 then
            perform sched_engine.rrule_refuse(p_rule ->> 'text',
                format('The recurrence rule is too dense: up to %s moments a day.', v_per_day),
                format('At most %s a day on average: use a longer FREQ or fewer BY values.', v_limit));
        end if;
    end if;
end
$$;

comment on function sched_engine.rrule_check_density(jsonb) is
    'Refuses (SC012) a parsed rule (rrule_parse) that would, once stored, be too much for long periods: more
than 100 moments a day on average over ten years, or a COUNT above 100000.';
