-- As 0008 had it. People, teams, memberships and qualifications stay; where they use what is new, the rollback stops.
set local role sched_owner;

drop table sched.emp_schedule_changes cascade;
drop table sched.emp_stale_dates cascade;
drop table sched.emp_generated_dates cascade;
drop table sched.emp_schedules cascade;
drop type sched.employee_schedule_status cascade;
create type sched.employee_schedule_status as enum ('scheduled', 'worked', 'absent', 'leave');
comment on type sched.employee_schedule_status is 'What became of an employee''s shift.';
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

drop table sched.emp_suggestions cascade;
drop table sched.emp_work_rules cascade;
drop table sched.emp_requirements cascade;
drop table sched.emp_roster_changes cascade;
drop table sched.emp_absences cascade;
drop table sched.emp_resource_assignments cascade;
drop table sched.emp_team_resources cascade;

alter table sched.emp_team_assignments
drop constraint emp_team_assignments_one_primary_team_a_day,
drop column id cascade;
comment on table sched.emp_team_assignments is 'Phase 2: which employee belongs to which team, from when to when.';
comment on column sched.emp_team_assignments.is_primary is null;

alter table sched.emp_teams
drop column updated_at cascade,
drop column handover_minutes cascade,
drop column works_holidays cascade,
drop column resource_id cascade;
comment on table sched.emp_teams is 'Phase 2: teams that rotate through a pattern.';
comment on column sched.emp_teams.pattern_id is null;
comment on column sched.emp_teams.cycle_offset_days is 'Days by which the team runs behind the cycle of its pattern.';

alter table sched.emp_resource_qualifications
drop constraint emp_qualifications_do_not_overlap,
drop constraint emp_qualifications_do_not_end_before_they_begin,
drop column updated_at cascade,
drop column created_at cascade,
add constraint emp_qualifications_expire_after_certification check (expiry_date > certification_date),
add constraint emp_qualifications_employee_resource_key unique (employee_id, resource_id);
comment on table sched.emp_resource_qualifications is 'Phase 2: who may operate what.';
comment on column sched.emp_resource_qualifications.certification_date is null;
comment on column sched.emp_resource_qualifications.expiry_date is null;
comment on column sched.emp_resource_qualifications.is_active is null;

alter table sched.emp_employees
drop constraint emp_employees_email_has_an_at,
drop constraint emp_employees_terminated_after_hiring,
drop column erased_at cascade,
drop column termination_date cascade,
drop column resource_id cascade;
comment on table sched.emp_employees is 'Phase 2: employees.';
comment on column sched.emp_employees.employee_number is null;
comment on column sched.emp_employees.hire_date is null;
comment on column sched.emp_employees.is_active is null;
comment on column sched.emp_employees.skills is 'Skill matrix, as a JSON object.';

alter table sched.emp_positions drop column updated_at cascade;
alter table sched.emp_departments drop column updated_at cascade;
comment on table sched.emp_departments is 'Phase 2: departments.';
comment on table sched.emp_positions is 'Phase 2: positions within departments.';

drop type sched.suggestion_status cascade;
drop type sched.rule_severity cascade;
drop type sched.rule_operator cascade;
drop type sched.rule_measure cascade;
drop type sched.requirement_per cascade;
drop type sched.roster_change_status cascade;
drop type sched.roster_change_kind cascade;
drop type sched.absence_status cascade;
drop type sched.absence_kind cascade;
