-- PostgreSQL names the constraint and shows the whole row; a request is told the rule instead.
create or replace function sched_http.refuse_violation()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- The statement is made of the catalog's own expressions:
    -- @plpgsql_check_options: security_warnings = false
    v_checks constant text := (
        select format(
            'select c.id from (select ($1).*) as n cross join lateral (values %s) as c (id, holds) '
            'where not c.holds order by c.id limit 1',
            string_agg(format('(%s::oid, (%s))', c.oid, pg_get_expr(c.conbin, c.conrelid)), ', ')
        )
        from pg_catalog.pg_constraint as c
        where c.conrelid = tg_relid and c.contype = 'c'
    );
    v_constraint oid;
begin
    if v_checks is not null then
        execute v_checks into v_constraint using new;
    end if;
    if v_constraint is not null then
        perform sched_engine.refuse('23514',
            coalesce(obj_description(c.oid, 'pg_constraint'), 'A value is not allowed.'), null,
            format('Constraint %s.', c.conname))
        from pg_catalog.pg_constraint as c
        where c.oid = v_constraint;
    end if;
    return new;
end
$$;

comment on function sched_http.refuse_violation() is
    'Trigger: a row of a request that breaks a check constraint is refused with the comment of that constraint.';

comment on constraint resources_root_has_time_zone on sched.resources is
    'A resource without a parent must have a time zone.';
comment on constraint resources_metadata_is_object on sched.resources is 'metadata must be a JSON object.';
comment on constraint resources_not_own_parent on sched.resources is 'A resource cannot be its own parent.';
comment on constraint operating_patterns_cycle_days_in_range on sched.operating_patterns is
    'cycle_days must be 1 to 366.';
comment on constraint operating_patterns_configuration_is_object on sched.operating_patterns is
    'configuration must be a JSON object.';
comment on constraint pattern_rules_cycle_day_in_cycle on sched.pattern_rules is
    'cycle_day must be one of the cycle, counted from 0.';
comment on constraint pattern_rules_start_before_midnight on sched.pattern_rules is
    'start_time must be before 24:00.';
comment on constraint pattern_rules_whole_seconds on sched.pattern_rules is
    'start_time and end_time must be whole seconds.';
comment on constraint pattern_rules_shift_code_is_short on sched.pattern_rules is
    'shift_code must have 1 to 10 characters and no space.';
comment on constraint pattern_rules_break_has_no_shift_code on sched.pattern_rules is
    'A break (is_operating = false) has no shift_code.';
comment on constraint assignments_end_not_before_start on sched.resource_pattern_assignments is
    'end_date must not be before effective_date.';
comment on constraint holiday_calendars_country_is_iso on sched.holiday_calendars is
    'country_code must be two capital letters (ISO 3166-1), such as ZA.';
comment on constraint holidays_date_or_rule on sched.holidays is
    'A holiday has either a holiday_date or a recurrence_rule.';
comment on constraint holidays_part_day_has_both_ends on sched.holidays is
    'A holiday for a part of the day has both start_time and end_time.';
comment on constraint holidays_part_day_starts_before_midnight on sched.holidays is
    'start_time must be before 24:00.';
comment on constraint resource_calendars_priority_positive on sched.resource_calendar_assignments is
    'priority must be 1 or more; 1 is the highest.';
comment on constraint exceptions_end_after_start on sched.schedule_exceptions is
    'end_datetime must be after start_datetime.';
comment on constraint exceptions_overtime_adds on sched.schedule_exceptions is
    'exception_type overtime and impact_type additional go together.';
comment on constraint exceptions_overtime_has_end on sched.schedule_exceptions is 'Overtime must have an end_datetime.';
comment on constraint exceptions_reduced_has_capacity on sched.schedule_exceptions is
    'impact_type reduced, and no other, has a capacity_percent of 1 to 99.';
comment on constraint exceptions_shifted_has_minutes on sched.schedule_exceptions is
    'impact_type shifted, and no other, has shift_minutes of -1440 to 1440, not 0.';
comment on constraint exceptions_recurring_has_end on sched.schedule_exceptions is
    'An exception with a recurrence_rule must have an end_datetime: the end of its first occurrence.';
comment on constraint exceptions_shift_code_is_short on sched.schedule_exceptions is
    'shift_code must have 1 to 10 characters and no space.';
comment on constraint system_configuration_key_is_a_name on sched.system_configuration is
    'config_key must be lower-case letters, digits and underscores, and start with a letter.';
comment on constraint system_configuration_value_not_empty on sched.system_configuration is
    'config_value must not be empty.';
comment on constraint emp_employees_skills_is_object on sched.emp_employees is
    'skills must be a JSON object.';
comment on constraint emp_employees_terminated_after_hiring on sched.emp_employees is
    'termination_date must not be before hire_date.';
comment on constraint emp_employees_email_has_an_at on sched.emp_employees is
    'email must be an address such as name@example.com, with at most 200 characters.';
comment on constraint emp_employees_employee_number_key on sched.emp_employees is
    'An employee number is used once.';
comment on constraint emp_departments_department_code_key on sched.emp_departments is
    'A department code is used once.';
comment on constraint emp_positions_position_code_key on sched.emp_positions is
    'A position code is used once.';
comment on constraint emp_teams_team_code_key on sched.emp_teams is
    'A team code is used once.';
comment on constraint emp_teams_offset_not_negative on sched.emp_teams is
    'cycle_offset_days must be 0 or more.';
comment on constraint emp_teams_handover_in_range on sched.emp_teams is
    'handover_minutes must be 0 to 120.';
comment on constraint emp_team_assignments_end_not_before_start on sched.emp_team_assignments is
    'end_date must not be before start_date.';
comment on constraint emp_team_assignments_do_not_overlap on sched.emp_team_assignments is
    'Nobody belongs to a team twice on one date.';
comment on constraint emp_team_assignments_one_primary_team_a_day on sched.emp_team_assignments is
    'Everybody has one primary team on a date.';
comment on constraint emp_team_resources_end_not_before_start on sched.emp_team_resources is
    'end_date must not be before start_date.';
comment on constraint emp_team_resources_do_not_overlap on sched.emp_team_resources is
    'A team has a resource once on a date.';
comment on constraint emp_qualifications_do_not_end_before_they_begin on sched.emp_resource_qualifications is
    'expiry_date must not be before certification_date.';
comment on constraint emp_qualifications_do_not_overlap on sched.emp_resource_qualifications is
    'Two qualifications of one person for one resource may not overlap.';
comment on constraint emp_resource_assignments_end_after_start on sched.emp_resource_assignments is
    'end_time must be after start_time.';
comment on constraint emp_resource_assignments_do_not_overlap on sched.emp_resource_assignments is
    'Nobody is assigned to a resource twice at a time.';
comment on constraint emp_absences_dates_or_times on sched.emp_absences is
    'An absence has either start_date and end_date, or start_time and end_time.';
comment on constraint emp_absences_end_not_before_start on sched.emp_absences is
    'end_date must not be before start_date.';
comment on constraint emp_absences_end_after_start on sched.emp_absences is
    'end_time must be after start_time.';
comment on constraint emp_absences_dates_do_not_overlap on sched.emp_absences is
    'Two absences of one person may not overlap, unless one is cancelled.';
comment on constraint emp_absences_times_do_not_overlap on sched.emp_absences is
    'Two absences of one person may not overlap, unless one is cancelled.';
comment on constraint emp_roster_changes_extra_has_times on sched.emp_roster_changes is
    'An extra shift, and no other change, has a start, an end and a shift code of its own.';
comment on constraint emp_roster_changes_end_after_start on sched.emp_roster_changes is
    'end_time must be after start_time, by 24 hours at most.';
comment on constraint emp_roster_changes_moved_has_minutes on sched.emp_roster_changes is
    'A moved shift, and no other change, has shift_minutes.';
comment on constraint emp_roster_changes_minutes_in_range on sched.emp_roster_changes is
    'shift_minutes must be -1440 to 1440, and not 0.';
comment on constraint emp_roster_changes_swap_has_taker on sched.emp_roster_changes is
    'A swap, and no other change, is taken by somebody.';
comment on constraint emp_roster_changes_not_with_oneself on sched.emp_roster_changes is
    'Nobody swaps a shift with themselves.';
comment on constraint emp_roster_changes_returned_for_is_swap on sched.emp_roster_changes is
    'Only a swap is given in return for another.';
comment on constraint emp_roster_changes_shift_code_is_short on sched.emp_roster_changes is
    'shift_code must have 1 to 10 characters and no space.';
comment on constraint emp_requirements_head_count_in_range on sched.emp_requirements is
    'head_count must be 1 to 1000.';
comment on constraint emp_requirements_end_not_before_start on sched.emp_requirements is
    'end_date must not be before start_date.';
comment on constraint emp_requirements_shift_code_is_short on sched.emp_requirements is
    'shift_code must have 1 to 10 characters and no space.';
comment on constraint emp_requirements_machines_per_person_in_range on sched.emp_requirements is
    'machines_per_person must be 1 to 100.';
comment on constraint emp_requirements_several_machines_of_machines on sched.emp_requirements is
    'Only with per = machine may a person watch several machines.';
comment on constraint emp_requirements_do_not_overlap on sched.emp_requirements is
    'Two requirements of a resource that differ in nothing but their number may not overlap.';
comment on constraint emp_roster_changes_extra_is_of_its_date on sched.emp_roster_changes is
    'An extra shift begins on its schedule_date.';

-- The last of the triggers before a row is stored: others fill in what is not given.
create or replace trigger z_refuse_violation before insert or update on sched.resources
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.operating_patterns
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.pattern_rules
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.resource_pattern_assignments
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.holiday_calendars
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.holidays
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.resource_calendar_assignments
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.schedule_exceptions
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.system_configuration
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_employees
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_teams
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_team_assignments
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_team_resources
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_resource_qualifications
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_resource_assignments
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_absences
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_roster_changes
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();

create or replace trigger z_refuse_violation before insert or update on sched.emp_requirements
for each row when (current_setting('request.method', true) <> '')
execute function sched_http.refuse_violation();
