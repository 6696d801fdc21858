create or replace function sched_engine.what_if_period(
    p_edit jsonb, p_machines bigint, p_from date, p_to date
)
returns daterange
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit constant integer := sched_engine.setting_int('what_if_machine_days', 200000);
    v_today constant date := sched_engine.current_instant() at time zone 'UTC';
    v_from date := p_from;
    v_to date := p_to;
begin
    -- What has begun does not change, but for exceptions; and a shift of the day before may run into one.
    v_from := coalesce(v_from, case
        when p_edit ->> 'kind' in ('holiday', 'remove_holiday') then coalesce((p_edit ->> 'date')::date, v_today)
        when p_edit ->> 'kind' in ('exception', 'edit_exception', 'restore_exception', 'cancel_exception') then (
            select (i.start_time at time zone 'UTC')::date - 2
            from sched_engine.resource_instant(
                (p_edit ->> 'resource_id')::bigint, p_edit ->> 'start'
            ) as i (start_time)
        )
        else greatest(v_today, (p_edit ->> 'from')::date)
    end);
    v_to := coalesce(v_to, (greatest(v_from, v_today) + interval '3 months')::date - 1);
    perform sched_engine.check_period(v_from, v_to);
    if p_machines * (v_to - v_from + 1) > v_limit then
        perform sched_engine.refuse('SC004',
            format('A preview of %s from %s to %s is %s machine-days; the limit is %s.',
                sched_engine.counted(p_machines, 'machine'), v_from, v_to, p_machines * (v_to - v_from + 1), v_limit),
            'Ask for fewer dates, or raise the setting what_if_machine_days.');
    end if;
    return daterange(v_from, v_to, '[]');
end
$$;

comment on function sched_engine.what_if_period(jsonb, bigint, date, date) is
    'The business dates that sched_engine.what_if looks at: those asked for, else from the first date of the
edit, or today, to three months later. SC004: no period, or more machine-days than the setting
what_if_machine_days (200000).';
