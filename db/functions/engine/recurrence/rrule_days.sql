create or replace function sched_engine.rrule_days(
    p_rule jsonb, p_dtstart timestamp, p_first date, p_last date
)
returns table (day date, period integer)
language plpgsql
immutable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set jit = off
set enable_memoize = off
as $$
declare
    r record;
    v_weekdays text[];
    v_origin date;
    v_first integer;
begin
    select x.* into r
    from jsonb_to_record(p_rule) as x (
        freq text, "interval" integer, wkst text, bysetpos integer[], bymonth integer[], bymonthday integer[],
        byyearday integer[], byweekno integer[], byday text[]
    );
    if r.bymonthday is not null and not exists (
        select
        from unnest(coalesce(r.bymonth, '{1}')) as m (month)
        cross join unnest(r.bymonthday) as d (day)
        where abs(d.day) <= ('{31,29,31,30,31,30,31,31,30,31,30,31}'::integer[])[m.month]
    ) then
        return;  -- 30 February
    end if;
    v_weekdays := array(select right(b.day, 2) from unnest(r.byday) as b (day));
    if r.freq in ('HOURLY', 'MINUTELY', 'SECONDLY') then
        r.interval := 1;  -- in days
    end if;
    -- The year 1 begins on a Monday.
    v_origin := date '0001-01-01' - 7 + strpos('MOTUWETHFRSASU', r.wkst) / 2;
    v_first := sched_engine.rrule_period(r.freq, v_origin, p_first);
    v_first := v_first
        + (r.interval - (v_first - sched_engine.rrule_period(r.freq, v_origin, p_dtstart::date)) % r.interval)
        % r.interval;
    return query
    select d.day, d.period
    from sched_engine.rrule_period_days(
        r.freq, r.interval, r.bymonth, v_origin, v_first, sched_engine.rrule_period(r.freq, v_origin, p_last),
        -- BYSETPOS counts in whole periods, but the first week begins at the start.
        case when r.bysetpos is null then p_first when r.freq = 'WEEKLY' then p_dtstart::date end,
        case when r.bysetpos is null then p_last end
    ) as d
    cross join lateral (
        select
            extract(day from d.day)::integer as month_day,
            extract(day from date_trunc('month', d.day::timestamp) + interval '1 month - 1 day')::integer
                as month_days,
            extract(doy from d.day)::integer as year_day,
            extract(doy from make_date(extract(year from d.day)::integer, 12, 31))::integer as year_days,
            substr('MOTUWETHFRSASU', extract(isodow from d.day)::integer * 2 - 1, 2) as weekday,
            -- A week belongs to the year that has four of its days: that of its fourth.
            d.day - (d.day - v_origin) % 7 + 3 as week_middle
    ) as f
    where (r.bymonth is null or extract(month from d.day) = any(r.bymonth))
        and (r.bymonthday is null or array[f.month_day, f.month_day - f.month_days - 1] && r.bymonthday)
        and (r.byyearday is null or array[f.year_day, f.year_day - f.year_days - 1] && r.byyearday)
        and (
            r.byweekno is null
            or sched_engine.rrule_ordinals(
                extract(doy from f.week_middle)::integer,
                extract(doy from make_date(extract(year from f.week_middle)::integer, 12, 31))::integer
            ) && r.byweekno
        )
        and (
            r.byday is null
            or f.weekday = any(v_weekdays) and (
                r.freq not in ('YEARLY', 'MONTHLY')
                or f.weekday = any(r.byday)
                or exists (
                    select
                    from unnest(case
                        when r.freq = 'MONTHLY' or r.bymonth is not null
                            then sched_engine.rrule_ordinals(f.month_day, f.month_days)
                        else sched_engine.rrule_ordinals(f.year_day, f.year_days)
                    end) as o (ordinal)
                    where o.ordinal || f.weekday = any(r.byday)
                )
            )
        )
    order by d.day;
end
$$;

comment on function sched_engine.rrule_days(jsonb, timestamp, date, date) is
    'Days from p_first to p_last (p_first not before the start) on which a completed rule (rrule_complete)
may happen, with the number of their period; under BYSETPOS all such days of the periods that touch p_first
to p_last.';
