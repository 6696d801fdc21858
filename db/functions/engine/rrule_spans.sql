create or replace function sched_engine.rrule_spans(
    p_freq text, p_interval integer, p_bymonth integer[], p_week_origin date, p_first integer, p_last integer
)
returns table (period integer, first_day date, last_day date)
language sql
immutable
parallel safe
rows 100
as $$
    select i.period, s.first_day, s.last_day
    from generate_series(p_first, p_last, p_interval) as i (period)
    cross join lateral (
        select m.first_day, (m.first_day + interval '1 month - 1 day')::date as last_day
        from (
            select make_date(i.period, b.month, 1) as first_day
            from unnest(coalesce(p_bymonth, '{1,2,3,4,5,6,7,8,9,10,11,12}')) as b (month)
            where p_freq = 'YEARLY'
            union all
            select make_date(i.period / 12, i.period % 12 + 1, 1)
            where p_freq = 'MONTHLY' and (p_bymonth is null or i.period % 12 + 1 = any(p_bymonth))
        ) as m
        union all
        select p_week_origin + i.period * 7, p_week_origin + i.period * 7 + 6
        where p_freq = 'WEEKLY'
        union all
        select p_week_origin + i.period, p_week_origin + i.period
        where p_freq not in ('YEARLY', 'MONTHLY', 'WEEKLY')
    ) as s
$$;

comment on function sched_engine.rrule_spans(text, integer, integer[], date, integer, integer) is
    'Every p_interval-th period of a frequency from period number p_first to p_last, as runs of days: the months of a year or
month that p_bymonth (null: all) names, a week, or a day. Numbers are those of rrule_period.';
