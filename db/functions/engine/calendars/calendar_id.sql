create or replace function sched_engine.calendar_id(p_code text)
returns bigint
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    select c.id into v_id from sched.holiday_calendars as c where c.calendar_code = p_code;
    if v_id is null then
        perform sched_engine.check_given(p_code, 'calendar', 'Give its code, as the list of calendars shows it.');
        perform sched_engine.refuse(
            'SC001',
            format('There is no holiday calendar %s.', p_code),
            case
                when p_code ~ '^[A-Z]{2}(-[A-Z0-9]{1,3})?$'
                    then format('To import the public holidays of that country: sched calendars import %s', p_code)
                else 'Look its code up in the list of calendars, or import or create it first.'
            end
        );
    end if;
    return v_id;
end
$$;

comment on function sched_engine.calendar_id(text) is
    'Id of the holiday calendar with this code; SC001 when unknown.';
