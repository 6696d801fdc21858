begin;
select plan(9);
\ir ../../small_plant.psql

select sched_engine.set_default_calendar(sched_engine.calendar_id('ZA'));

set local sched.now to '2027-03-15 12:00Z';
select is_empty(
    'select * from sched_engine.calendars_to_extend()', 'the calendars that come with the system last'
);
delete from sched.holidays as h using sched.holiday_calendars as c
where c.id = h.calendar_id and c.calendar_code = 'ZA' and h.holiday_date > '2027-12-31';
delete from sched.holidays as h using sched.holiday_calendars as c
where c.id = h.calendar_id and c.calendar_code = 'GB' and h.holiday_date > '2027-12-31';
select results_eq(
    'select calendar_code, country_code, region, is_public, first_year, last_year from sched_engine.calendars_to_extend()',
    $$values ('ZA', 'ZA', null::text, true, 2028, 2028)$$,
    'of two that end before the months ahead, the one that machines observe'
);
insert into sched.holidays (calendar_id, holiday_name, holiday_date)
values (sched_engine.calendar_id('ZA'), 'Shutdown', '2028-01-04'), (sched_engine.calendar_id('ZA'), 'Jubilee', '2035-06-04');
select results_eq(
    'select first_year, last_year from sched_engine.calendars_to_extend()', 'values (2028, 2028)',
    'what was added by hand does not say how far public holidays reach'
);
select is(
    sched_engine.extend_calendar(
        sched_engine.calendar_id('ZA'),
        '[{"holiday_date": "2027-12-24", "holiday_name": "Not this"}, {"holiday_date": "2030-01-01", "holiday_name": "This"}]',
        '{2027, 2030}'
    ), 1::bigint, 'years that are there stay as they are'
);
delete from sched.holidays as h where h.calendar_id = sched_engine.calendar_id('ZA')
    and (h.source = 'manual' or h.holiday_date > '2025-12-31');
select is(
    (select first_year from sched_engine.calendars_to_extend()), 2027, 'and years that are over'
);
update sched.system_configuration set config_value = 'false' where config_key = 'holiday_calendar_refresh';
select is((select is_public from sched_engine.calendars_to_extend()), false, 'a setting leaves it to people');
update sched.system_configuration set config_value = 'true' where config_key = 'holiday_calendar_refresh';

update sched.holidays as h set source = 'manual' from sched.holiday_calendars as c
where c.id = h.calendar_id and c.calendar_code = 'ZA';
select is((select is_public from sched_engine.calendars_to_extend()), false, 'so does a calendar that was made by hand');

update sched.system_configuration set config_value = '0' where config_key = 'rolling_horizon_months';
select is((select last_year from sched_engine.calendars_to_extend()), 2028, 'without a horizon it is a year ahead');
delete from sched.holidays as h using sched.holiday_calendars as c
where c.id = h.calendar_id and c.calendar_code = 'ZA';
select is_empty('select * from sched_engine.calendars_to_extend()', 'an empty calendar is meant to be empty');

select * from finish();
rollback;
