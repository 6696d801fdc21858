create or replace function sched_engine.check_duration(p_duration interval)
returns void
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_given(p_duration::text, 'duration',
        'Give hours, or days of 24 hours: 176 hours, PT176H, 7 days.', 'SC004');
    if extract(year from p_duration) <> 0 or extract(month from p_duration) <> 0 then
        perform sched_engine.refuse('SC004',
            format('%s is not a length of working time.', p_duration),
            'Give hours, or days of 24 hours: 176 hours, PT176H, 7 days.',
            'Months and years have no fixed length.');
    elsif abs(extract(epoch from p_duration)) > 87672 * 3600 then
        perform sched_engine.refuse('SC004', format('%s of working time is more than there is in 10 years.', p_duration),
            'Give a shorter duration.',
            'The search ends after 3,653 days.');
    end if;
end
$$;

comment on function sched_engine.check_duration(interval) is
    'Refuses (SC004) a duration that is null, has months or years, or is longer than 10 years (3,653 days).';
