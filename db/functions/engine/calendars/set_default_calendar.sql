create or replace function sched_engine.set_default_calendar(p_calendar_id bigint)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_changed boolean;
begin
    perform sched_engine.acquire_model_lock();
    if p_calendar_id is not null and not exists (
        select from sched.holiday_calendars as c where c.id = p_calendar_id
    ) then
        perform sched_engine.refuse('SC001', format('There is no holiday calendar with the id %s.', p_calendar_id),
            'List the calendars and use the id or code shown there.');
    end if;
    -- In two steps, because never may two be the default.
    update sched.holiday_calendars as c set is_default = false
    where c.is_default and c.id is distinct from p_calendar_id;
    v_changed := found;
    update sched.holiday_calendars as c set is_default = true
    where c.id = p_calendar_id and not c.is_default;
    return v_changed or found;
end
$$;

comment on function sched_engine.set_default_calendar(bigint) is
    'Makes a calendar the one that decides where no resource up to the root has calendars and the time zone is of the
calendar''s country or of none; null: none does. Returns whether that changed anything. SC001: no such calendar.';
