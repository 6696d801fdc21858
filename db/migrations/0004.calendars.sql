-- Days on which the plant does not work, and who observes which of them.
set local role sched_owner;

create type sched.holiday_source as enum ('imported', 'manual');
comment on type sched.holiday_source is
    'Imported entries are replaced by the next import of their calendar; manual ones stay.';

create table sched.holiday_calendars (
    id bigint generated always as identity primary key,
    calendar_code sched.code not null unique,
    calendar_name sched.title not null,
    country_code char(2),
    region text,
    is_default boolean not null default false,
    created_at timestamptz not null default now(),
    constraint holiday_calendars_country_is_iso check (country_code ~ '^[A-Z]{2}$')
);
create unique index holiday_calendars_one_default on sched.holiday_calendars (is_default) where is_default;

comment on table sched.holiday_calendars is 'Regional holiday calendars, and the plant''s own.';
comment on column sched.holiday_calendars.calendar_code is 'Business code, e.g. ZA, US-MI, GB-ENG, DURBAN-PLANT.';
comment on column sched.holiday_calendars.country_code is 'ISO 3166-1 alpha-2 code; null for a plant''s own calendar.';
comment on column sched.holiday_calendars.region is 'ISO 3166-2 subdivision without the country, e.g. MI.';
comment on column sched.holiday_calendars.is_default is
    'Decides for resources that have no calendar on their path to the root. At most one calendar is the default.';

create table sched.holidays (
    id bigint generated always as identity primary key,
    calendar_id bigint not null references sched.holiday_calendars (id) on delete cascade,
    holiday_name sched.title not null,
    holiday_date sched.plan_date,
    recurrence_rule text,
    start_time time,
    end_time time,
    affects_scheduling boolean not null default true,
    source sched.holiday_source not null default 'manual',
    created_at timestamptz not null default now(),
    constraint holidays_date_or_rule check (num_nonnulls(holiday_date, recurrence_rule) = 1),
    constraint holidays_part_day_has_both_ends check (num_nonnulls(start_time, end_time) in (0, 2)),
    constraint holidays_part_day_starts_before_midnight check (start_time < time '24:00'),
    constraint holidays_entry_key unique nulls not distinct (calendar_id, holiday_date, recurrence_rule, holiday_name)
);

comment on table sched.holidays is
    'Entries of a calendar. Among the calendars of a resource, the first by priority with an entry on a date decides.';
comment on column sched.holidays.holiday_date is 'Business date; null when recurring.';
comment on column sched.holidays.recurrence_rule is 'RFC 5545 recurrence rule; null when the entry has a date.';
comment on column sched.holidays.start_time is
    'Local wall time from which work stops, on the holiday''s date; null: the whole of each shift of that date.';
comment on column sched.holidays.end_time is
    'Local wall time until which work stops, next day when not after start_time.';
comment on column sched.holidays.affects_scheduling is
    'False: the plant works on this date although a calendar of lower priority has a holiday.';
comment on column sched.holidays.source is
    'Where the entry comes from; a manual entry outweighs imported ones of its date.';

create table sched.resource_calendar_assignments (
    resource_id bigint not null references sched.resources (id) on delete cascade,
    calendar_id bigint not null references sched.holiday_calendars (id),
    priority integer not null default 1,
    primary key (resource_id, calendar_id),
    constraint resource_calendars_priority_key unique (resource_id, priority) deferrable,
    constraint resource_calendars_priority_positive check (priority > 0)
);
create index resource_calendars_calendar on sched.resource_calendar_assignments (calendar_id);

comment on table sched.resource_calendar_assignments is
    'Calendars of a resource and of everything below it that has none of its own.';
comment on column sched.resource_calendar_assignments.priority is
    '1 is asked first; the first calendar with an entry on a date decides for that date.';
