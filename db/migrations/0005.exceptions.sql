-- What changes the plan of a machine: maintenance, breakdowns, shutdowns, overtime.
set local role sched_owner;

create type sched.exception_type as enum ('maintenance', 'breakdown', 'holiday', 'shutdown', 'other', 'overtime');
comment on type sched.exception_type is 'Why the plan is changed.';

create type sched.impact_type as enum ('no_operation', 'reduced', 'shifted', 'additional');
comment on type sched.impact_type is
    'How the plan is changed: cut out, at reduced capacity, moved in time, or operating time added.';

create table sched.schedule_exceptions (
    id bigint generated always as identity primary key,
    resource_id bigint not null references sched.resources (id),
    exception_type sched.exception_type not null,
    start_datetime sched.plan_instant not null,
    end_datetime sched.plan_instant,
    recurrence_rule text,
    recurrence_excluded timestamp[] not null default '{}',
    recurrence_added timestamp[] not null default '{}',
    impact_type sched.impact_type not null default 'no_operation',
    capacity_percent smallint,
    shift_minutes integer,
    shift_code text,
    description sched.title not null,
    created_by sched.title not null,
    created_at timestamptz not null default now(),
    is_active boolean not null default true,
    constraint exceptions_end_after_start check (end_datetime > start_datetime),
    constraint exceptions_overtime_adds check ((exception_type = 'overtime') = (impact_type = 'additional')),
    constraint exceptions_overtime_has_end check (impact_type <> 'additional' or end_datetime is not null),
    constraint exceptions_reduced_has_capacity check (
        (impact_type = 'reduced') = (capacity_percent is not null) and capacity_percent between 1 and 99
    ),
    constraint exceptions_shifted_has_minutes check (
        (impact_type = 'shifted') = (shift_minutes is not null) and shift_minutes between -1440 and 1440
        and shift_minutes <> 0
    ),
    constraint exceptions_recurring_has_end check (recurrence_rule is null or end_datetime is not null),
    constraint exceptions_shift_code_is_short check (shift_code ~ '^[^[:space:][:cntrl:]]{1,10}$')
);
create index exceptions_resource_time on sched.schedule_exceptions (resource_id, start_datetime) where is_active;

comment on table sched.schedule_exceptions is
    'Changes of the plan of a resource and everything below it, as half-open intervals [start, end).';
comment on column sched.schedule_exceptions.start_datetime is 'First instant affected.';
comment on column sched.schedule_exceptions.end_datetime is
    'First instant no longer affected; null: until it is closed.';
comment on column sched.schedule_exceptions.recurrence_rule is
    'RFC 5545 recurrence rule, in wall time of the resource; null: happens once.';
comment on column sched.schedule_exceptions.recurrence_excluded is
    'Local starts of occurrences that do not happen (EXDATE).';
comment on column sched.schedule_exceptions.recurrence_added is 'Local starts of further occurrences (RDATE).';
comment on column sched.schedule_exceptions.capacity_percent is
    'Share of full capacity left, 1 to 99, for impact `reduced`.';
comment on column sched.schedule_exceptions.shift_minutes is
    'Minutes by which shifts that start inside move, for impact `shifted`; negative is earlier.';
comment on column sched.schedule_exceptions.shift_code is 'Shift code given to added operating time (overtime).';
comment on column sched.schedule_exceptions.is_active is 'False: cancelled; kept as evidence, without effect.';
