create or replace function sched_engine.rrule_candidates(
    p_rule jsonb, p_dtstart timestamp, p_from timestamp, p_to timestamp
)
returns table (period bigint, moment timestamp)
language plpgsql
immutable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set jit = off
set enable_memoize = off
as $$
declare
    v_limit constant integer := 1000000;
    v_start constant date := p_dtstart::date;
    v_days date[];
    v_periods integer[];
    c record;
begin
    select array_agg(d.day), array_agg(d.period) into v_days, v_periods
    from sched_engine.rrule_days(
        p_rule, p_dtstart, p_from::date, (p_to - interval '1 microsecond')::date
    ) as d;
    select k.* into c from sched_engine.rrule_clock(p_rule, p_dtstart) as k;
    if cardinality(v_days) * c.per_day > v_limit then
        perform sched_engine.rrule_refuse(p_rule ->> 'text',
            format('The recurrence rule is too dense: %s moments to examine between %s and %s.',
                cardinality(v_days) * c.per_day, p_from, p_to),
            format('At most %s are allowed: use a longer FREQ, fewer BY values or a shorter period.', v_limit));
    end if;
    return query
    select
        case when c.unit = 86400 then d.period else (d.day - v_start) * bigint '86400' + u.second end,
        d.day + (u.second + t.second) * interval '1 second'
    from unnest(v_days, v_periods) as d (day, period)
    cross join lateral (
        -- Periods within a day can be cut down to those that touch p_from to p_to.
        select
            case when c.unit < 86400 then
                floor(extract(epoch from p_from - d.day) / c.unit)::bigint * c.unit end as first_second,
            case when c.unit < 86400 then
                ceil(extract(epoch from p_to - d.day))::bigint - 1 end as last_second
    ) as w
    cross join unnest(c.blocks) as b (second)
    cross join lateral (select greatest(b.second, w.first_second) as second) as f
    cross join lateral generate_series(
        f.second + (c.step - ((d.day - v_start) * bigint '86400' + f.second - c.origin) % c.step) % c.step,
        least(b.second + c.block - 1, w.last_second),
        c.step
    ) as u (second)
    cross join unnest(c.times) as t (second);
end
$$;

comment on function sched_engine.rrule_candidates(jsonb, timestamp, timestamp, timestamp) is
    'Moments of a completed rule (rrule_complete) around p_from to p_to, with the number of their period,
before BYSETPOS chooses and COUNT and UNTIL end it: of each period that touches p_from to p_to all, if there
is BYSETPOS. p_from is not before the start. SC012: more than a million to look at.';
