create or replace function sched_engine.add_holiday(
    p_calendar_id bigint,
    p_date date,
    p_name text,
    p_from_time time default null,
    p_to_time time default null,
    p_affects_scheduling boolean default true
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    if num_nonnulls(p_from_time, p_to_time) = 1 then
        perform sched_engine.refuse('SC004', format('%s on %s has only one of its two times.', p_name, p_date),
            'Give both times for a part of the day, or none for the whole day.');
    end if;

    insert into sched.holidays
    (calendar_id, holiday_name, holiday_date, start_time, end_time, affects_scheduling)
    values (p_calendar_id, p_name, p_date, p_from_time, p_to_time, p_affects_scheduling)
    on conflict on constraint holidays_entry_key do update
    set
        source = 'manual',
        start_time = excluded.start_time,
        end_time = excluded.end_time,
        affects_scheduling = excluded.affects_scheduling
    returning id into v_id;
    return v_id;
end
$$;

comment on function sched_engine.add_holiday(bigint, date, text, time, time, boolean) is
    'Adds a manual entry to a calendar, or makes the entry of that date and name a manual one with these
times; returns its id. Manual entries outweigh imported ones of their date and survive imports. Times are
local wall time, null: the whole date. p_affects_scheduling = false: the plant works on that date.';
