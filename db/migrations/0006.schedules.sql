-- The plan itself: generated rows, which dates have been generated, and every change since.
set local role sched_owner;

create type sched.schedule_status as enum ('operating', 'maintenance', 'breakdown', 'shutdown', 'holiday');
comment on type sched.schedule_status is 'What a stretch of planned time is for.';

-- Partitioned by business date, because that is what every question and every regeneration names. No foreign
-- keys: the generator is the only writer, and a trigger per row would cost more than everything else together.
create table sched.equipment_schedules (
    resource_id bigint not null,
    planned_start_time timestamptz not null,
    planned_end_time timestamptz not null,
    pattern_id bigint,
    generated_at timestamptz not null default now(),
    schedule_date date not null,
    schedule_status sched.schedule_status not null,
    capacity_percent smallint not null,
    shift_code text,
    exception_id bigint,
    holiday_id bigint,
    constraint equipment_schedules_pkey primary key (resource_id, planned_start_time, schedule_date)
);
select public.create_hypertable(
    'sched.equipment_schedules', public.by_range('schedule_date', interval '91 days'), create_default_indexes => false
);

comment on table sched.equipment_schedules is
    'Generated plan: one row per maximal stretch of one shift with one status, capacity and cause. Rows of one resource
never overlap; breaks leave a gap. Half-open: [planned_start_time, planned_end_time).';
comment on column sched.equipment_schedules.resource_id is 'sched.resources.id';
comment on column sched.equipment_schedules.planned_start_time is 'First instant of the stretch.';
comment on column sched.equipment_schedules.planned_end_time is 'First instant after the stretch.';
comment on column sched.equipment_schedules.pattern_id is
    'sched.operating_patterns.id the shift comes from; null for added time.';
comment on column sched.equipment_schedules.generated_at is 'When this row was written.';
comment on column sched.equipment_schedules.schedule_date is
    'Business date: the local date on which the shift starts.';
comment on column sched.equipment_schedules.capacity_percent is
    'Planned share of full capacity, percent: 100 operating, 1 to 99 reduced, 0 not operating.';
comment on column sched.equipment_schedules.shift_code is 'Shift code of the pattern rule.';
comment on column sched.equipment_schedules.exception_id is 'The exception that decided this stretch.';
comment on column sched.equipment_schedules.holiday_id is
    'The holiday the stretch lies in; it decided unless an exception did.';

create type sched_engine.row_change as (
    stored sched.equipment_schedules,
    planned sched.equipment_schedules
);
comment on type sched_engine.row_change is
    'A stored row and what it should be: to be added (stored is null), changed (both) or removed (planned is null).';

create table sched.generated_dates (
    resource_id bigint primary key references sched.resources (id) on delete cascade,
    dates datemultirange not null default '{}',
    dates_without_holidays datemultirange not null default '{}',
    first_generated_at timestamptz not null default now(),
    last_generated_at timestamptz not null default now(),
    constraint generated_dates_without_holidays_are_generated check (dates @> dates_without_holidays)
);
comment on table sched.generated_dates is
    'Business dates generated so far, per resource. A date in it without rows is planned not to run; a date outside is not
planned yet. Its rows are also the locks that keep two generations of one resource apart.';
comment on column sched.generated_dates.dates is 'All generated business dates.';
comment on column sched.generated_dates.dates_without_holidays is 'Those generated with apply_holidays = false.';

create type sched.change_kind as enum ('generated', 'changed');
comment on type sched.change_kind is
    '`generated`: a range of dates planned for the first time. `changed`: one business date whose rows changed.';

create table sched.schedule_changes (
    id bigint generated always as identity,
    changed_at timestamptz not null default now(),
    transaction_id xid8 not null default pg_current_xact_id(),
    resource_id bigint not null,
    change_kind sched.change_kind not null,
    schedule_dates daterange not null,
    old_value jsonb,
    new_value jsonb,
    cause jsonb not null default '{}',
    changed_by text not null,
    constraint schedule_changes_pkey primary key (resource_id, id, changed_at)
);
select public.create_hypertable(
    'sched.schedule_changes', public.by_range('changed_at', interval '91 days'), create_default_indexes => false
);
create index schedule_changes_feed on sched.schedule_changes (transaction_id, id);

comment on table sched.schedule_changes is 'Change feed: what changed in the stored plan, when, why and by whom.';
comment on column sched.schedule_changes.transaction_id is
    'Transaction that made the change. Rows below pg_snapshot_xmin(pg_current_snapshot()) are final, so a reader that
stays below it and orders by (transaction_id, id) misses nothing that commits late.';
comment on column sched.schedule_changes.schedule_dates is 'Business dates concerned; one date for kind `changed`.';
comment on column sched.schedule_changes.old_value is
    'Rows of that date before, as a JSON array; null for `generated`.';
comment on column sched.schedule_changes.new_value is 'Rows of that date after, as a JSON array; null for `generated`.';
comment on column sched.schedule_changes.cause is 'What led to the change, e.g. the run and its options.';
comment on column sched.schedule_changes.changed_by is 'Acting user.';
