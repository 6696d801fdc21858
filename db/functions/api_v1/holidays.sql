create or replace view api_v1.holidays as
select
    h.id,
    h.calendar_id,
    (
        select c.calendar_code::text
        from sched.holiday_calendars as c
        where c.id = h.calendar_id
    ) as calendar_code,
    h.holiday_date,
    h.recurrence_rule,
    h.holiday_name,
    h.start_time,
    h.end_time,
    h.affects_scheduling,
    h.source,
    sched_http.read_only(h.created_at) as created_at
from sched.holidays as h;

alter view api_v1.holidays alter column affects_scheduling set default true;
alter view api_v1.holidays alter column source set default 'manual';

comment on view api_v1.holidays is
    'Entries of the holiday calendars

Upsert with on_conflict=calendar_id,holiday_date,recurrence_rule,holiday_name. An imported entry that is deleted comes back
with the next import: to work on that date, add an entry with affects_scheduling = false, which outweighs it.';
comment on column api_v1.holidays.id is 'Surrogate key; holiday_id elsewhere.';
comment on column api_v1.holidays.calendar_id is 'The calendar.';
comment on column api_v1.holidays.calendar_code is 'Code of the calendar. Read-only.';
comment on column api_v1.holidays.holiday_date is 'Business date; null when recurring.';
comment on column api_v1.holidays.recurrence_rule is 'RFC 5545 recurrence rule; null when the entry has a date.';
comment on column api_v1.holidays.holiday_name is 'Name that people see.';
comment on column api_v1.holidays.start_time is
    'Local wall time from which work stops; null: the whole of each shift of that date.';
comment on column api_v1.holidays.end_time is 'Local wall time until which work stops, next day when not after start_time.';
comment on column api_v1.holidays.affects_scheduling is
    'False: the plant works on this date although a calendar of lower priority has a holiday.';
comment on column api_v1.holidays.source is 'Imported entries are replaced by the next import of their calendar.';
comment on column api_v1.holidays.created_at is 'When it was created. Read-only.';

alter view api_v1.holidays owner to sched_views;
grant select on api_v1.holidays to sched_viewer, sched_planner, sched_admin;
grant insert, update, delete on api_v1.holidays to sched_planner, sched_admin;
