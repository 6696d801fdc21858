create or replace function sched_engine.rrule_period(p_freq text, p_week_origin date, p_day date)
returns integer
language sql
immutable
parallel safe
as $$
    select case p_freq
        when 'YEARLY' then extract(year from p_day)::integer
        when 'MONTHLY' then extract(year from p_day)::integer * 12 + extract(month from p_day)::integer - 1
        when 'WEEKLY' then (p_day - p_week_origin) / 7
        else p_day - p_week_origin
    end
$$;

comment on function sched_engine.rrule_period(text, date, date) is
    'Number of the period of a day: its year, month, week, or (for DAILY and below) the day. Weeks and days are counted from
p_week_origin, the first day of a week no later than any day asked for.';
