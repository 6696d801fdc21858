-- The model of the workforce as it is used. The tables of 0008 have never held a row: nothing wrote them.
set local role sched_owner;

create type sched.absence_kind as enum ('vacation', 'sick', 'training', 'other');
comment on type sched.absence_kind is 'Why somebody is absent; few may read it.';

create type sched.absence_status as enum ('requested', 'approved', 'cancelled');
comment on type sched.absence_status is 'How far an absence has come; only approved ones take somebody out of the roster.';

create type sched.roster_change_kind as enum ('extra', 'off', 'moved', 'swap');
comment on type sched.roster_change_kind is
    'What is done to the roster of one person: a shift more, the shifts of a date cancelled, moved, or worked by another.';

create type sched.roster_change_status as enum ('proposed', 'accepted', 'approved', 'refused', 'cancelled');
comment on type sched.roster_change_status is 'How far a change has come; only approved ones count.';

create type sched.requirement_per as enum ('resource', 'machine');
comment on type sched.requirement_per is
    'What people are required for: a resource, while anything below it operates; or each machine below it, while it does.';

create type sched.rule_measure as enum (
    'daily_rest', 'weekly_rest', 'working_hours', 'consecutive_shifts', 'night_hours', 'notice'
);
comment on type sched.rule_measure is 'What a work rule measures, in hours, or in shifts.';

create type sched.rule_operator as enum ('at_least', 'at_most');
comment on type sched.rule_operator is 'On which side of its limit a measure is to stay.';

create type sched.rule_severity as enum ('note', 'warn', 'refuse');
comment on type sched.rule_severity is 'What a breach of a work rule does: it is listed, warned of, or refused.';

create type sched.suggestion_status as enum ('open', 'accepted', 'rejected', 'stale');
comment on type sched.suggestion_status is 'What became of a suggestion.';

alter table sched.emp_departments add column updated_at timestamptz not null default now();
alter table sched.emp_positions add column updated_at timestamptz not null default now();
comment on table sched.emp_departments is 'Departments.';
comment on table sched.emp_positions is 'Positions within departments.';

alter table sched.emp_employees
add column resource_id bigint references sched.resources (id),
add column termination_date sched.plan_date,
add column erased_at timestamptz,
add constraint emp_employees_terminated_after_hiring check (termination_date >= hire_date),
add constraint emp_employees_email_has_an_at check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 200);
create index emp_employees_resource on sched.emp_employees (resource_id);
comment on table sched.emp_employees is 'People who work in the plant. Deactivated rather than deleted once they have a roster.';
comment on column sched.emp_employees.employee_number is 'The business code that people type.';
comment on column sched.emp_employees.resource_id is
    'The part of the plant they belong to: whoever is limited to it sees them, and its time zone is theirs while they have no
team. Null: seen by those only who see the whole plant.';
comment on column sched.emp_employees.hire_date is 'First date on which they may work.';
comment on column sched.emp_employees.termination_date is 'Last date on which they may work; null: open.';
comment on column sched.emp_employees.is_active is 'False: no shift of theirs begins any more.';
comment on column sched.emp_employees.erased_at is 'When what could tell who they are was removed; null: it was not.';
comment on column sched.emp_employees.skills is 'Skills by name, as a JSON object; the value says how well or since when.';

-- Certified again after it expired is a row more.
alter table sched.emp_resource_qualifications
drop constraint emp_qualifications_employee_resource_key,
drop constraint emp_qualifications_expire_after_certification,
add column created_at timestamptz not null default now(),
add column updated_at timestamptz not null default now(),
add constraint emp_qualifications_do_not_end_before_they_begin check (expiry_date >= certification_date),
add constraint emp_qualifications_do_not_overlap exclude using gist (
    employee_id with =, resource_id with =, daterange(certification_date, expiry_date, '[]') with &&
) where (is_active);
comment on table sched.emp_resource_qualifications is
    'Who may operate what, and everything below it, from when to when. A renewal is a row of its own.';
comment on column sched.emp_resource_qualifications.certification_date is 'First date on which it holds.';
comment on column sched.emp_resource_qualifications.expiry_date is 'Last date on which it holds; null: open.';
comment on column sched.emp_resource_qualifications.is_active is 'False: withdrawn, as if it had never been.';

alter table sched.emp_teams
add column resource_id bigint not null references sched.resources (id),
add column works_holidays boolean not null default true,
add column handover_minutes integer not null default 0,
add column updated_at timestamptz not null default now(),
add constraint emp_teams_handover_in_range check (handover_minutes between 0 and 120);
create index emp_teams_resource on sched.emp_teams (resource_id);
comment on table sched.emp_teams is 'Teams of people who work the shifts of one pattern.';
comment on column sched.emp_teams.resource_id is
    'Its home: the part of the plant whose time zone and holiday calendars are those of the team.';
comment on column sched.emp_teams.pattern_id is 'The pattern whose shifts it works; null: none.';
comment on column sched.emp_teams.cycle_offset_days is
    'Days by which the team runs behind the cycle of its pattern, less than the cycle has: what the pattern has for day 0, a team
7 behind works 7 days later.';
comment on column sched.emp_teams.works_holidays is 'False: off on the holidays of the calendars of its home.';
comment on column sched.emp_teams.handover_minutes is 'Minutes that it stays after the end of each shift, to hand over.';

alter table sched.emp_team_assignments
add column id bigint generated always as identity unique,
add constraint emp_team_assignments_one_primary_team_a_day exclude using gist (
    employee_id with =, daterange(start_date, end_date, '[]') with &&
) where (is_primary);
comment on table sched.emp_team_assignments is 'Who belongs to which team, from when to when (both dates included).';
comment on column sched.emp_team_assignments.is_primary is
    'Whether they work the shifts of this team, by the business date of the shift; else they may stand in for it.';

create table sched.emp_team_resources (
    id bigint generated always as identity primary key,
    team_id bigint not null references sched.emp_teams (id) on delete cascade,
    resource_id bigint not null references sched.resources (id) on delete cascade,
    start_date sched.plan_date not null,
    end_date sched.plan_date,
    constraint emp_team_resources_end_not_before_start check (end_date >= start_date),
    constraint emp_team_resources_do_not_overlap exclude using gist (
        team_id with =, resource_id with =, daterange(start_date, end_date, '[]') with &&
    )
);
create index emp_team_resources_resource on sched.emp_team_resources (resource_id);
comment on table sched.emp_team_resources is
    'What a team works on, and everything below it, from when to when (both dates included).';

create table sched.emp_resource_assignments (
    id bigint generated always as identity primary key,
    employee_id bigint not null references sched.emp_employees (id) on delete cascade,
    resource_id bigint not null references sched.resources (id) on delete cascade,
    start_time sched.plan_instant not null,
    end_time sched.plan_instant not null,
    constraint emp_resource_assignments_end_after_start check (end_time > start_time),
    constraint emp_resource_assignments_do_not_overlap exclude using gist (
        employee_id with =, resource_id with =, tstzrange(start_time, end_time) with &&
    )
);
create index emp_resource_assignments_resource on sched.emp_resource_assignments (resource_id);
comment on table sched.emp_resource_assignments is
    'Who watches which machine, and when: apart from the shift, for one shift may watch several machines at once, or none.';

create table sched.emp_absences (
    id bigint generated always as identity primary key,
    employee_id bigint not null references sched.emp_employees (id) on delete cascade,
    absence_kind sched.absence_kind not null default 'other',
    absence_status sched.absence_status not null default 'approved',
    start_date sched.plan_date,
    end_date sched.plan_date,
    start_time sched.plan_instant,
    end_time sched.plan_instant,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint emp_absences_dates_or_times check (
        num_nonnulls(start_date, end_date) in (0, 2)
        and num_nonnulls(start_time, end_time) in (0, 2)
        and num_nonnulls(start_date, start_time) = 1
    ),
    constraint emp_absences_end_not_before_start check (end_date >= start_date),
    constraint emp_absences_end_after_start check (end_time > start_time),
    constraint emp_absences_dates_do_not_overlap exclude using gist (
        employee_id with =, daterange(start_date, end_date, '[]') with &&
    ) where (start_date is not null and absence_status <> 'cancelled'),
    constraint emp_absences_times_do_not_overlap exclude using gist (
        employee_id with =, tstzrange(start_time, end_time) with &&
    ) where (start_time is not null and absence_status <> 'cancelled')
);
comment on table sched.emp_absences is
    'When somebody is not there: whole business dates (start_date to end_date, both included: the shifts that begin on them), or
from one instant to another.';

create table sched.emp_roster_changes (
    id bigint generated always as identity primary key,
    employee_id bigint not null references sched.emp_employees (id) on delete cascade,
    change_kind sched.roster_change_kind not null,
    change_status sched.roster_change_status not null default 'approved',
    schedule_date sched.plan_date not null,
    start_time sched.plan_instant,
    end_time sched.plan_instant,
    shift_code text,
    shift_minutes integer,
    taken_by_id bigint references sched.emp_employees (id) on delete cascade,
    returned_for_id bigint references sched.emp_roster_changes (id) on delete cascade,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint emp_roster_changes_extra_has_times check (
        (change_kind = 'extra') = (start_time is not null and end_time is not null)
        and num_nonnulls(start_time, end_time) in (0, 2)
        and (change_kind = 'extra' or shift_code is null)
    ),
    constraint emp_roster_changes_end_after_start check (
        end_time > start_time and end_time <= start_time + interval '24 hours'
    ),
    constraint emp_roster_changes_moved_has_minutes check ((change_kind = 'moved') = (shift_minutes is not null)),
    constraint emp_roster_changes_minutes_in_range check (shift_minutes between -1440 and 1440 and shift_minutes <> 0),
    constraint emp_roster_changes_swap_has_taker check ((change_kind = 'swap') = (taken_by_id is not null)),
    constraint emp_roster_changes_not_with_oneself check (taken_by_id <> employee_id),
    constraint emp_roster_changes_returned_for_is_swap check (returned_for_id is null or change_kind = 'swap'),
    constraint emp_roster_changes_shift_code_is_short check (shift_code ~ '^[^[:space:][:cntrl:]]{1,10}$')
);
create unique index emp_roster_changes_one_a_date on sched.emp_roster_changes (employee_id, schedule_date)
where change_kind <> 'extra' and change_status = 'approved';
create index emp_roster_changes_employee on sched.emp_roster_changes (employee_id, schedule_date);
create index emp_roster_changes_taken_by on sched.emp_roster_changes (taken_by_id, schedule_date)
where taken_by_id is not null;
comment on table sched.emp_roster_changes is
    'Changes of the roster of one person on one business date: an extra shift; the shifts of the date cancelled (off), moved by
shift_minutes, or worked by another (swap).';
comment on column sched.emp_roster_changes.schedule_date is
    'Business date of the shifts that change; of an extra shift the one that it counts for.';
comment on column sched.emp_roster_changes.shift_code is 'Of an extra shift.';
comment on column sched.emp_roster_changes.taken_by_id is 'Who works the shifts instead (swap).';
comment on column sched.emp_roster_changes.returned_for_id is
    'The other half of an exchange: this change gives a shift in return for that one. Null: nothing is given in return.';

create table sched.emp_requirements (
    id bigint generated always as identity primary key,
    resource_id bigint not null references sched.resources (id) on delete cascade,
    per sched.requirement_per not null default 'machine',
    shift_code text,
    head_count integer not null,
    min_level sched.qualification_level,
    position_id bigint references sched.emp_positions (id),
    start_date sched.plan_date not null,
    end_date sched.plan_date,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint emp_requirements_head_count_in_range check (head_count between 1 and 1000),
    constraint emp_requirements_end_not_before_start check (end_date >= start_date),
    constraint emp_requirements_shift_code_is_short check (shift_code ~ '^[^[:space:][:cntrl:]]{1,10}$')
);
create index emp_requirements_resource on sched.emp_requirements (resource_id);
create index emp_requirements_position on sched.emp_requirements (position_id);
comment on table sched.emp_requirements is 'How many people are needed where while machines operate, from when to when.';

create table sched.emp_work_rules (
    id bigint generated always as identity primary key,
    rule_code sched.code not null unique,
    rule_name sched.title not null,
    rule_set sched.code,
    rule_measure sched.rule_measure not null,
    rule_operator sched.rule_operator not null,
    limit_value numeric(8, 2) not null,
    window_hours integer,
    window_is_rolling boolean not null default true,
    window_anchor sched.plan_instant,
    averaged_over_days integer,
    night_start time,
    night_end time,
    severity sched.rule_severity not null default 'warn',
    resource_id bigint references sched.resources (id) on delete cascade,
    position_id bigint references sched.emp_positions (id) on delete cascade,
    start_date sched.plan_date not null default '1970-01-01',
    end_date sched.plan_date,
    source sched.title,
    is_active boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint emp_work_rules_limit_not_negative check (limit_value >= 0),
    constraint emp_work_rules_window_in_range check (window_hours between 1 and 8784),
    constraint emp_work_rules_average_in_range check (averaged_over_days between 1 and 366),
    constraint emp_work_rules_night_has_both_ends check (num_nonnulls(night_start, night_end) in (0, 2)),
    constraint emp_work_rules_end_not_before_start check (end_date >= start_date)
);
create index emp_work_rules_resource on sched.emp_work_rules (resource_id);
create index emp_work_rules_position on sched.emp_work_rules (position_id);
comment on table sched.emp_work_rules is
    'Rules that rosters are held against, as data: a measure, its limit, over which time, for whom, since when.';

create table sched.emp_suggestions (
    id bigint generated always as identity primary key,
    job_id bigint references sched.jobs (id) on delete set null,
    employee_id bigint not null references sched.emp_employees (id) on delete cascade,
    resource_id bigint references sched.resources (id) on delete cascade,
    schedule_date sched.plan_date not null,
    start_time sched.plan_instant not null,
    end_time sched.plan_instant not null,
    suggestion_status sched.suggestion_status not null default 'open',
    reason text not null default '',
    created_at timestamptz not null default now(),
    decided_at timestamptz,
    decided_by sched.title,
    constraint emp_suggestions_end_after_start check (end_time > start_time),
    constraint emp_suggestions_decided_by_somebody check ((decided_at is null) = (decided_by is null))
);
create index emp_suggestions_employee on sched.emp_suggestions (employee_id);
create index emp_suggestions_job on sched.emp_suggestions (job_id);
create index emp_suggestions_resource on sched.emp_suggestions (resource_id);
comment on table sched.emp_suggestions is 'Shifts that are proposed to close gaps; a person accepts or rejects them.';

-- The roster. No foreign keys: the engine alone writes it, as it does the plan of the machines.
drop table sched.emp_schedules;
drop type sched.employee_schedule_status;
create type sched.employee_schedule_status as enum ('scheduled', 'absent', 'holiday', 'off');
comment on type sched.employee_schedule_status is
    'What a stretch of somebody''s shift is: worked, or not, for an absence, a holiday, or a change of the roster.';

create table sched.emp_schedules (
    employee_id bigint not null,
    team_id bigint,
    pattern_id bigint,
    shift_start_time timestamptz not null,
    shift_end_time timestamptz not null,
    schedule_date date not null,
    shift_second integer,
    schedule_status sched.employee_schedule_status not null,
    shift_code text,
    absence_id bigint,
    holiday_id bigint,
    roster_change_id bigint,
    owner_id bigint,
    constraint emp_schedules_pkey primary key (employee_id, schedule_date, shift_start_time, schedule_status),
    constraint emp_schedules_end_after_start check (shift_end_time > shift_start_time)
);
select public.create_hypertable(
    'sched.emp_schedules', public.by_range('schedule_date', interval '91 days'), create_default_indexes => false
);
comment on table sched.emp_schedules is
    'The roster: one row per maximal stretch of one shift of one person with one status and cause. Rows that are scheduled never
overlap; breaks leave a gap.';
comment on column sched.emp_schedules.schedule_date is 'Business date: the local date on which the pattern has the shift.';
comment on column sched.emp_schedules.team_id is 'The team whose shift it is; null: an extra shift.';
comment on column sched.emp_schedules.shift_second is
    'Wall time at which the pattern has the shift, in seconds after the midnight of its date; null: an extra shift.';
comment on column sched.emp_schedules.roster_change_id is 'The change that brought the shift, moved it, or took it away.';
comment on column sched.emp_schedules.owner_id is 'Whose shift it was before it was swapped; null: their own.';

create table sched.emp_generated_dates (
    employee_id bigint primary key references sched.emp_employees (id) on delete cascade,
    dates datemultirange not null default '{}',
    first_generated_at timestamptz not null default now(),
    last_generated_at timestamptz not null default now()
);
comment on table sched.emp_generated_dates is
    'Business dates for which the roster of each employee exists. Whoever writes it locks this row.';

create table sched.emp_stale_dates (
    id bigint generated always as identity primary key,
    employee_ids bigint[] not null,
    dates daterange not null,
    cause jsonb not null,
    changed_by text not null,
    marked_at timestamptz not null default now(),
    transaction_id xid8 not null default pg_current_xact_id(),
    done_through bigint not null default 0,
    constraint emp_stale_dates_not_empty check (not isempty(dates) and employee_ids <> '{}')
);
comment on table sched.emp_stale_dates is
    'Edits that have not reached the roster yet: whose, and which business dates they may change.';

create table sched.emp_schedule_changes (
    id bigint generated always as identity,
    changed_at timestamptz not null default now(),
    transaction_id xid8 not null default pg_current_xact_id(),
    ended_before xid8 default pg_snapshot_xmin(pg_current_snapshot()),
    epoch smallint not null,
    employee_id bigint not null,
    change_kind sched.change_kind not null,
    schedule_dates daterange not null,
    old_value jsonb,
    new_value jsonb,
    cause jsonb not null default '{}',
    changed_by text not null,
    constraint emp_schedule_changes_pkey primary key (employee_id, id)
);
create index emp_schedule_changes_feed on sched.emp_schedule_changes (epoch, transaction_id, id);
create index emp_schedule_changes_time on sched.emp_schedule_changes (changed_at);
comment on table sched.emp_schedule_changes is
    'What has changed in the roster of each employee, by business date, with its rows before and after.';
