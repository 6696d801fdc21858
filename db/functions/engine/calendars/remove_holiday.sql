create or replace function sched_engine.remove_holiday(
    p_calendar_id bigint, p_date date, p_name text default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_removed bigint;
begin
    delete from sched.holidays as h
    where h.calendar_id = p_calendar_id and h.holiday_date = p_date
        and h.holiday_name = coalesce(p_name, h.holiday_name);
    get diagnostics v_removed = row_count;
    if v_removed = 0 then
        perform sched_engine.refuse(
            'SC001',
            concat_ws(' ', 'There is no holiday', p_name, 'on', p_date, 'in this calendar.'),
            'List the calendar to see its dates and names.'
        );
    end if;
    return v_removed;
end
$$;

comment on function sched_engine.remove_holiday(bigint, date, text) is
    'Removes the entries of a calendar on a date (of this name only, when given) and returns how many.
An imported entry comes back with the next import: to work on it, add it as an entry that does not affect
scheduling. SC001: none.';
