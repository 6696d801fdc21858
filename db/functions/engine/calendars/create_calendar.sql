create or replace function sched_engine.create_calendar(
    p_code text, p_name text, p_country text default null, p_region text default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    insert into sched.holiday_calendars (calendar_code, calendar_name, country_code, region)
    values (p_code, p_name, nullif(p_country, ''), nullif(p_region, ''))
    on conflict (calendar_code) do nothing
    returning id into v_id;
    if v_id is null then
        perform sched_engine.refuse(
            '23505',
            format('There is a holiday calendar %s already.', p_code),
            'Choose another code, or add entries to the calendar that exists.'
        );
    end if;
    return v_id;
end
$$;

comment on function sched_engine.create_calendar(text, text, text, text) is
    'Creates an empty holiday calendar and returns its id. p_country: ISO 3166-1 alpha-2 code; p_region:
ISO 3166-2 subdivision without the country; both null for a plant''s own calendar. 23505: the code is
taken.';
