create or replace view api_v1.calendars as
select
    c.id,
    c.calendar_code,
    c.calendar_name,
    c.country_code,
    c.region,
    c.is_default,
    (
        select count(*)
        from sched.holidays as h
        where h.calendar_id = c.id
    ) as entry_count,
    sched_http.read_only(c.created_at) as created_at
from sched.holiday_calendars as c;

alter view api_v1.calendars alter column is_default set default false;

comment on view api_v1.calendars is
    'Holiday calendars of countries, and the plant''s own

Embeds holidays and calendar_assignments. Upsert with on_conflict=calendar_code. At most one is the default:
set_default_calendar changes which.';
comment on column api_v1.calendars.id is 'Surrogate key; calendar_id elsewhere.';
comment on column api_v1.calendars.calendar_code is 'Business code, e.g. ZA, US-MI, GB-ENG, DURBAN-PLANT.';
comment on column api_v1.calendars.calendar_name is 'Name that people see.';
comment on column api_v1.calendars.country_code is 'ISO 3166-1 alpha-2 code; null for a plant''s own calendar.';
comment on column api_v1.calendars.region is 'ISO 3166-2 subdivision without the country, e.g. MI.';
comment on column api_v1.calendars.is_default is
    'Decides for resources without a calendar, own or inherited, where the time zone is in its country, or either has none.';
comment on column api_v1.calendars.entry_count is 'Entries of it (number). Read-only.';
comment on column api_v1.calendars.created_at is 'When it was created. Read-only.';

alter view api_v1.calendars owner to sched_views;
grant select on api_v1.calendars to sched_viewer, sched_planner, sched_admin;
grant insert, update, delete on api_v1.calendars to sched_planner, sched_admin;
