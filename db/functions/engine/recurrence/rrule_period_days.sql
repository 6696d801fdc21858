create or replace function sched_engine.rrule_period_days(
    p_freq text,
    p_interval integer,
    p_bymonth integer[],
    p_origin date,
    p_first_period integer,
    p_last_period integer,
    p_first date,
    p_last date
)
returns table (period integer, day date)
language sql
immutable
parallel safe
rows 100
as $$
    select p.period, d.day
    from generate_series(p_first_period, p_last_period, p_interval) as p (period)
    cross join lateral (
        select m.first_day + i.number as day
        from (
            select make_date(p.period, b.month, 1) as first_day
            from unnest(coalesce(p_bymonth, '{1,2,3,4,5,6,7,8,9,10,11,12}')) as b (month)
            where p_freq = 'YEARLY'
            union all
            select make_date(p.period / 12, p.period % 12 + 1, 1) as first_day
            where p_freq = 'MONTHLY' and (p_bymonth is null or p.period % 12 + 1 = any(p_bymonth))
        ) as m
        cross join lateral generate_series(
            greatest(0, p_first - m.first_day),
            least((m.first_day + interval '1 month')::date - m.first_day - 1, p_last - m.first_day)
        ) as i (number)
        union all
        select p_origin + p.period * 7 + i.number as day
        from generate_series(0, 6) as i (number)
        where p_freq = 'WEEKLY'
        union all
        select p_origin + p.period as day
        where p_freq not in ('YEARLY', 'MONTHLY', 'WEEKLY')
    ) as d
    where d.day >= coalesce(p_first, '-infinity') and d.day <= coalesce(p_last, 'infinity')
$$;

comment on function sched_engine.rrule_period_days(
    text, integer, integer[], date, integer, integer, date, date
) is
    'The days from p_first to p_last (null: no bound) of every p_interval-th period from number
p_first_period to p_last_period (see rrule_period); of years and months only the months p_bymonth (null:
all).';
