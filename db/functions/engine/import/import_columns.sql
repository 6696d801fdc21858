create or replace function sched_engine.import_columns(
    p_kind text, out known text[], out required text[], out prefix text
)
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        c.required || c.further,
        c.required,
        c.prefix
    from (
        values
        (
            'resources', array['resource_code'],
            array[
                'resource_name', 'resource_type', 'parent_code', 'time_zone', 'requires_scheduling', 'is_active',
                'pattern_code', 'pattern_effective_date', 'calendar_codes'
            ],
            'metadata.'
        ),
        (
            'patterns', array['pattern_code', 'pattern_name', 'cycle_days', 'cycle_day', 'start_time', 'end_time'],
            array['is_operating', 'shift_code'], null
        ),
        (
            'calendars', array['calendar_code', 'calendar_name', 'holiday_date', 'holiday_name'],
            array['country_code', 'region', 'start_time', 'end_time', 'affects_scheduling'], null
        ),
        (
            'exceptions', array['resource_code', 'exception_type', 'start_local', 'description'],
            array['end_local', 'impact_type', 'capacity_percent'], null
        ),
        ('departments', array['department_code'], array['department_name', 'is_active'], null),
        ('positions', array['position_code'], array['position_name', 'department_code', 'is_active'], null),
        (
            'teams', array['team_code'],
            array[
                'team_name', 'resource_code', 'pattern_code', 'cycle_offset_days', 'works_holidays', 'handover_minutes',
                'is_active'
            ],
            null
        ),
        ('team_resources', array['team_code', 'resource_code', 'start_date'], array['end_date'], null),
        (
            'employees', array['employee_number'],
            array[
                'first_name', 'last_name', 'email', 'department_code', 'department_name', 'position_code', 'position_name',
                'resource_code', 'hire_date', 'termination_date', 'is_active', 'team_code', 'team_start_date'
            ],
            'skills.'
        ),
        ('memberships', array['employee_number', 'team_code', 'start_date'], array['end_date', 'is_primary'], null),
        (
            'qualifications', array['employee_number', 'resource_code', 'certification_date'],
            array['expiry_date', 'qualification_level'], null
        ),
        (
            'absences', array['employee_number'],
            array['start_date', 'end_date', 'start_local', 'end_local', 'absence_status', 'absence_kind'], null
        ),
        (
            'requirements', array['resource_code', 'start_date'],
            array['end_date', 'per', 'shift_code', 'head_count', 'min_level', 'position_code', 'machines_per_person'], null
        )
    ) as c (kind, required, further, prefix)
    where c.kind = p_kind
$$;

comment on function sched_engine.import_columns(text) is
    'The columns that a file of resources, patterns, calendars, exceptions or people (departments, positions, teams,
team_resources, employees, memberships, qualifications, absences, requirements) may have and must have, and what the
names of further ones start with.';
