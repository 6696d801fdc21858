create or replace function sched_engine.check_availability_size(p_machines integer, p_from date, p_to date)
returns void
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit constant integer := sched_engine.setting_int('availability_machine_days', 400000);
    v_days constant integer := p_to - p_from + 1;
begin
    if p_machines::bigint * v_days > v_limit then
        perform sched_engine.refuse('SC004',
            format('%s for %s is too much for one answer.', sched_engine.counted(p_machines, 'machine'),
                sched_engine.counted(v_days, 'day')),
            format('Ask for at most %s machines times days (setting availability_machine_days): name fewer'
                ' machines or ask for the dates in parts. /daily_availability has the same hours page by page.', v_limit));
    end if;
end
$$;

comment on function sched_engine.check_availability_size(integer, date, date) is
    'Refuses to add up hours of more machines times business dates than the setting availability_machine_days (SC004).';
