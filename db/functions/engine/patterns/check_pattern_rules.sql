create or replace function sched_engine.check_pattern_rules(p_code text, p_rules jsonb, p_cycle_days integer)
returns void
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_cycle constant integer := p_cycle_days * 86400;
    v_complaint text;
    v_hint text;
begin
    if jsonb_typeof(p_rules) <> 'array' then
        perform sched_engine.refuse('SC006', format('The rules of pattern %s are not an array.', p_code),
            'For example [{"cycle_day": 1, "start_time": "06:00", "end_time": "14:00", "shift_code": "D"}].');
    end if;

    select
        format('%s is not a day and two times of this cycle', r.label),
        format(
            'Use cycle days 0 to %s (in a weekly pattern 0 is Sunday), starts before 24:00, whole seconds, '
            'and shift codes of 1 to 10 characters, none for a break.', p_cycle_days - 1
        )
    into v_complaint, v_hint
    from sched_engine.read_pattern_rules(p_rules, p_cycle_days) as r
    where coalesce(r.cycle_day not between 0 and p_cycle_days - 1, true)
        or r.start_time is null
        or r.end_time is null
        or r.start_time = time '24:00'
        or extract(microseconds from r.start_time) % 1000000 > 0
        or extract(microseconds from r.end_time) % 1000000 > 0
        or r.shift_code !~ '^[^[:space:][:cntrl:]]{1,10}$'
        or (r.shift_code is not null and not r.is_operating)
    limit 1;

    if not found then
        with rules as (
            select
                row_number() over () as nr,
                r.*
            from sched_engine.read_pattern_rules(p_rules, p_cycle_days) as r
        )

        select
            format('shift %s overlaps shift %s', b.label, a.label),
            'End the earlier shift when the later one starts, or before.'
        into v_complaint, v_hint
        from rules as a
        inner join rules as b
            on a.nr <> b.nr and (b.start_second - a.start_second + v_cycle) % v_cycle < a.seconds
        where a.is_operating and b.is_operating
        order by a.nr, b.nr
        limit 1;
    end if;

    if v_complaint is null then
        select
            format('break %s lies in no shift', b.label),
            'A break is on the day it happens: in a night shift, often the day after the shift starts.'
        into v_complaint, v_hint
        from sched_engine.read_pattern_rules(p_rules, p_cycle_days) as b
        where not b.is_operating and not exists (
            select from sched_engine.read_pattern_rules(p_rules, p_cycle_days) as a
            where a.is_operating
                and (
                    (b.start_second - a.start_second + v_cycle) % v_cycle < a.seconds
                    or (a.start_second - b.start_second + v_cycle) % v_cycle < b.seconds
                )
        )
        limit 1;
    end if;

    if v_complaint is not null then
        perform sched_engine.refuse('SC006', format('Pattern %s: %s.', p_code, v_complaint), v_hint);
    end if;
end
$$;

comment on function sched_engine.check_pattern_rules(text, jsonb, integer) is
    'Refuses (SC006) rules outside the cycle, shifts that overlap, and breaks outside of every shift, in
words.';
