create or replace function sched_engine.check_period(p_from date, p_to date)
returns void
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_years constant integer := sched_engine.setting_int('generation_max_years', 10);
begin
    if p_from is null or p_to is null then
        perform sched_engine.refuse('SC004',
            format('The period has no %s.', concat_ws(' and no ',
                case when p_from is null then 'first date' end, case when p_to is null then 'last date' end)),
            'Give both; for a single day, give it twice.');
    elsif not isfinite(p_from) or not isfinite(p_to)
        or p_from < date '1970-01-01' or p_to > date '2199-12-31' then
        perform sched_engine.refuse('SC004',
            format('The period %s to %s is not a range of business dates.', p_from, p_to),
            'Give a first and a last date between 1970-01-01 and 2199-12-31.');
    elsif p_to < p_from then
        perform sched_engine.refuse('SC004', format('The period ends (%s) before it starts (%s).', p_to, p_from),
            'Both dates are included: swap them, or give the same date twice for a single day.');
    elsif p_to >= p_from + make_interval(years => v_years) then
        perform sched_engine.refuse('SC004',
            format('The period %s to %s is longer than %s.', p_from, p_to, sched_engine.counted(v_years, 'year')),
            'Use a shorter period, or raise the setting generation_max_years.');
    end if;
end
$$;

comment on function sched_engine.check_period(date, date) is
    'Refuses (SC004) a period that lacks a date or is reversed, infinite, outside 1970-2199 or longer than generation_max_years.';
