-- Phase 2, dormant: employees, qualifications, teams and their schedules. Empty until phase2_enabled is true.
set local role sched_owner;

create type sched.qualification_level as enum ('basic', 'advanced', 'expert');
comment on type sched.qualification_level is 'How well an employee masters a machine.';

create type sched.employee_schedule_status as enum ('scheduled', 'worked', 'absent', 'leave');
comment on type sched.employee_schedule_status is 'What became of an employee''s shift.';

create table sched.emp_departments (
    id bigint generated always as identity primary key,
    department_name sched.title not null,
    department_code sched.code not null unique,
    is_active boolean not null default true,
    created_at timestamptz not null default now()
);
comment on table sched.emp_departments is 'Phase 2: departments.';

create table sched.emp_positions (
    id bigint generated always as identity primary key,
    position_name sched.title not null,
    position_code sched.code not null unique,
    department_id bigint not null references sched.emp_departments (id),
    is_active boolean not null default true,
    created_at timestamptz not null default now()
);
create index emp_positions_department on sched.emp_positions (department_id);
comment on table sched.emp_positions is 'Phase 2: positions within departments.';

create table sched.emp_employees (
    id bigint generated always as identity primary key,
    employee_number sched.code not null unique,
    first_name sched.title not null,
    last_name sched.title not null,
    email text,
    department_id bigint not null references sched.emp_departments (id),
    position_id bigint not null references sched.emp_positions (id),
    hire_date sched.plan_date not null,
    is_active boolean not null default true,
    skills jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint emp_employees_skills_is_object check (jsonb_typeof(skills) = 'object')
);
create index emp_employees_department on sched.emp_employees (department_id) where is_active;
create index emp_employees_position on sched.emp_employees (position_id) where is_active;
comment on table sched.emp_employees is 'Phase 2: employees.';
comment on column sched.emp_employees.skills is 'Skill matrix, as a JSON object.';

create table sched.emp_resource_qualifications (
    id bigint generated always as identity primary key,
    employee_id bigint not null references sched.emp_employees (id) on delete cascade,
    resource_id bigint not null references sched.resources (id) on delete cascade,
    qualification_level sched.qualification_level not null default 'basic',
    certification_date sched.plan_date not null,
    expiry_date sched.plan_date,
    is_active boolean not null default true,
    constraint emp_qualifications_expire_after_certification check (expiry_date > certification_date),
    constraint emp_qualifications_employee_resource_key unique (employee_id, resource_id)
);
create index emp_qualifications_resource on sched.emp_resource_qualifications (resource_id) where is_active;
comment on table sched.emp_resource_qualifications is 'Phase 2: who may operate what.';

create table sched.emp_teams (
    id bigint generated always as identity primary key,
    team_name sched.title not null,
    team_code sched.code not null unique,
    pattern_id bigint references sched.operating_patterns (id),
    cycle_offset_days integer not null default 0,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    constraint emp_teams_offset_not_negative check (cycle_offset_days >= 0)
);
create index emp_teams_pattern on sched.emp_teams (pattern_id);
comment on table sched.emp_teams is 'Phase 2: teams that rotate through a pattern.';
comment on column sched.emp_teams.cycle_offset_days is 'Days by which the team runs behind the cycle of its pattern.';

create table sched.emp_team_assignments (
    employee_id bigint not null references sched.emp_employees (id) on delete cascade,
    team_id bigint not null references sched.emp_teams (id) on delete cascade,
    start_date sched.plan_date not null,
    end_date sched.plan_date,
    is_primary boolean not null default true,
    primary key (employee_id, team_id, start_date),
    constraint emp_team_assignments_end_not_before_start check (end_date >= start_date),
    constraint emp_team_assignments_do_not_overlap exclude using gist (
        employee_id with =, team_id with =, daterange(start_date, end_date, '[]') with &&
    )
);
create index emp_team_assignments_team on sched.emp_team_assignments (team_id, start_date);
comment on table sched.emp_team_assignments is 'Phase 2: which employee belongs to which team, from when to when.';

-- What the plan's `generated_from` points at is named by value: a foreign key at a hypertable does not hold.
create table sched.emp_schedules (
    shift_start_time timestamptz not null,
    shift_end_time timestamptz not null,
    employee_id bigint not null,
    resource_id bigint not null,
    team_id bigint,
    generated_from_start timestamptz,
    schedule_date date not null,
    schedule_status sched.employee_schedule_status not null default 'scheduled',
    constraint emp_schedules_pkey primary key (employee_id, shift_start_time, resource_id, schedule_date),
    constraint emp_schedules_end_after_start check (shift_end_time > shift_start_time)
);
select public.create_hypertable(
    'sched.emp_schedules', public.by_range('schedule_date', interval '91 days'), create_default_indexes => false
);
create index emp_schedules_resource on sched.emp_schedules (resource_id, shift_start_time);
comment on table sched.emp_schedules is 'Phase 2: shifts of individual employees.';
comment on column sched.emp_schedules.generated_from_start is
    'planned_start_time of the equipment row (same resource and date) this shift staffs.';
