create or replace function sched_engine.rrule_complete(p_rule jsonb, p_dtstart timestamp)
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_freq constant text := p_rule ->> 'freq';
    v_added jsonb := jsonb_build_object('interval', 1, 'wkst', 'MO');
begin
    if not p_rule ?| array['byweekno', 'byyearday', 'bymonthday', 'byday'] then
        v_added := v_added || case v_freq
            when 'YEARLY' then jsonb_build_object(
                'bymonth', array[extract(month from p_dtstart)],
                'bymonthday', array[extract(day from p_dtstart)]
            )
            when 'MONTHLY' then jsonb_build_object('bymonthday', array[extract(day from p_dtstart)])
            when 'WEEKLY' then jsonb_build_object(
                'byday', array[substr('MOTUWETHFRSASU', extract(isodow from p_dtstart)::integer * 2 - 1, 2)]
            )
            else jsonb_build_object()
        end;
    end if;
    if v_freq not in ('HOURLY', 'MINUTELY', 'SECONDLY') then
        v_added := v_added || jsonb_build_object('byhour', array[extract(hour from p_dtstart)]);
    end if;
    if v_freq not in ('MINUTELY', 'SECONDLY') then
        v_added := v_added || jsonb_build_object('byminute', array[extract(minute from p_dtstart)]);
    end if;
    if v_freq <> 'SECONDLY' then
        v_added := v_added || jsonb_build_object('bysecond', array[extract(second from p_dtstart)::integer]);
    end if;
    return v_added || p_rule;
end
$$;

comment on function sched_engine.rrule_complete(jsonb, timestamp) is
    'A parsed rule (rrule_parse) with what it leaves out: interval, week start, and what follows from its
start (wall time in whole seconds), such as the weekday of a WEEKLY rule.';
