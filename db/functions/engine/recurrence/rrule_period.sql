create or replace function sched_engine.rrule_period(p_freq text, p_origin date, p_day date)
returns integer
language sql
immutable
parallel safe
as $$
    select case p_freq
        when 'YEARLY' then extract(year from p_day)::integer
        when 'MONTHLY' then extract(year from p_day)::integer * 12 + extract(month from p_day)::integer - 1
        when 'WEEKLY' then (p_day - p_origin) / 7
        else p_day - p_origin
    end
$$;

comment on function sched_engine.rrule_period(text, date, date) is
    'The number of the year, month, week or (DAILY and below) day that a day lies in. Weeks and days are
counted from p_origin, the first day of a week and not later than p_day.';
