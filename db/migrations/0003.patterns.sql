-- When equipment should operate, and which equipment follows which pattern from when to when.
set local role sched_owner;

create type sched.complexity_level as enum ('simple', 'advanced', 'expert');
comment on type sched.complexity_level is 'Simple patterns are for phase 1; the others appear with phase 2.';

create type sched.pattern_type as enum ('continuous', 'shift', 'day_only', 'custom');
comment on type sched.pattern_type is 'The family of an operating pattern.';

create table sched.operating_patterns (
    id bigint generated always as identity primary key,
    pattern_code sched.code not null unique,
    pattern_name sched.title not null,
    complexity_level sched.complexity_level not null default 'simple',
    pattern_type sched.pattern_type not null default 'custom',
    cycle_days integer not null default 7,
    anchor_date sched.plan_date not null default '2000-01-02',
    weekly_hours numeric(5, 2) not null default 0,
    is_visible boolean not null default true,
    is_system_pattern boolean not null default false,
    configuration jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint operating_patterns_cycle_days_in_range check (cycle_days between 1 and 366),
    constraint operating_patterns_configuration_is_object check (jsonb_typeof(configuration) = 'object'),
    constraint operating_patterns_id_cycle_days_key unique (id, cycle_days)
);

comment on table sched.operating_patterns is
    'Library of operating patterns: a cycle of days, each with its shifts and breaks (sched.pattern_rules).';
comment on column sched.operating_patterns.cycle_days is 'Length of the cycle in days: 7 = weekly, 14 = bi-weekly.';
comment on column sched.operating_patterns.anchor_date is
    'A business date that is day 0 of the cycle. The default is a Sunday, so that in a 7-day cycle day 0 is Sunday.';
comment on column sched.operating_patterns.weekly_hours is
    'Hours per week averaged over the cycle, breaks deducted, clock changes aside. Derived from the rules; a typed value
is replaced.';
comment on column sched.operating_patterns.is_visible is 'False: not offered in listings.';
comment on column sched.operating_patterns.is_system_pattern is
    'Built in: cannot be changed or deleted, only copied.';
comment on column sched.operating_patterns.configuration is 'Free description for people and user interfaces.';

create table sched.pattern_rules (
    id bigint generated always as identity primary key,
    pattern_id bigint not null,
    cycle_days integer not null,
    cycle_day integer not null,
    start_time time not null,
    end_time time not null,
    is_operating boolean not null default true,
    shift_code text,
    sequence_order integer not null,
    -- Seconds of the cycle the rule takes up, wrapped around the end of the cycle.
    occupies int4multirange not null generated always as (
        int4multirange(
            int4range(
                cycle_day * 86400 + extract(epoch from start_time)::integer,
                least(
                    (cycle_day + (end_time <= start_time)::integer) * 86400 + extract(epoch from end_time)::integer,
                    cycle_days * 86400
                )
            ),
            int4range(
                0,
                greatest(
                    0,
                    (cycle_day + (end_time <= start_time)::integer - cycle_days) * 86400
                    + extract(epoch from end_time)::integer
                )
            )
        )
    ) stored,
    constraint pattern_rules_pattern_fkey foreign key (pattern_id, cycle_days)
        references sched.operating_patterns (id, cycle_days) on update cascade on delete cascade,
    constraint pattern_rules_cycle_day_in_cycle check (cycle_day >= 0 and cycle_day < cycle_days),
    constraint pattern_rules_start_before_midnight check (start_time < time '24:00'),
    constraint pattern_rules_whole_seconds check (
        extract(microseconds from start_time) % 1000000 = 0 and extract(microseconds from end_time) % 1000000 = 0
    ),
    constraint pattern_rules_shift_code_is_short check (shift_code ~ '^[^[:space:][:cntrl:]]{1,10}$'),
    constraint pattern_rules_break_has_no_shift_code check (is_operating or shift_code is null),
    constraint pattern_rules_sequence_key unique (pattern_id, cycle_day, sequence_order) deferrable,
    constraint pattern_rules_shifts_do_not_overlap exclude using gist (pattern_id with =, occupies with &&)
        where (is_operating)
);

comment on table sched.pattern_rules is
    'Shifts (is_operating) and breaks of a pattern, in local wall time. An end at or before the start is on the next day;
equal times are 24 hours.';
comment on column sched.pattern_rules.cycle_days is 'The pattern''s cycle length, filled in; bounds cycle_day.';
comment on column sched.pattern_rules.cycle_day is
    'Day of the cycle on which the rule starts, 0 .. cycle_days - 1. In a 7-day cycle 0 is Sunday.';
comment on column sched.pattern_rules.start_time is 'Local wall time at which the shift or break starts.';
comment on column sched.pattern_rules.end_time is
    'Local wall time at which it ends, on the next day when not after start_time.';
comment on column sched.pattern_rules.is_operating is 'True: a shift. False: a break inside a shift.';
comment on column sched.pattern_rules.shift_code is 'Code that OEE reports by, e.g. D, A, N; at most 10 characters.';
comment on column sched.pattern_rules.sequence_order is 'Order of the rules of one cycle day; filled in when left out.';
comment on column sched.pattern_rules.occupies is 'Seconds of the cycle the rule covers, wrapped around. Computed.';

create table sched.resource_pattern_assignments (
    id bigint generated always as identity primary key,
    resource_id bigint not null references sched.resources (id) on delete cascade,
    pattern_id bigint not null references sched.operating_patterns (id),
    effective_date sched.plan_date not null,
    end_date sched.plan_date,
    assigned_by sched.title not null,
    assigned_at timestamptz not null default now(),
    notes text,
    constraint assignments_end_not_before_start check (end_date >= effective_date),
    constraint assignments_do_not_overlap exclude using gist (
        resource_id with =, daterange(effective_date, end_date, '[]') with &&
    )
);
create index assignments_pattern on sched.resource_pattern_assignments (pattern_id);

comment on table sched.resource_pattern_assignments is
    'Which pattern a resource, and everything below it without one of its own, follows on which business dates.';
comment on column sched.resource_pattern_assignments.effective_date is 'First business date, included.';
comment on column sched.resource_pattern_assignments.end_date is 'Last business date, included; null: until replaced.';
comment on column sched.resource_pattern_assignments.assigned_by is 'Who assigned it.';
