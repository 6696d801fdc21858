create or replace function sched_engine.people_sheet(
    p_sheet text, out types jsonb, out needed text[], out key text[]
)
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        s.types,
        s.needed,
        s.key
    from (
        values
        (
            'departments',
            jsonb '{"department_code": "sched.code", "department_name": "sched.title", "is_active": "boolean"}',
            array['department_name'], array['department_code']
        ),
        (
            'positions',
            '{
                "position_code": "sched.code", "position_name": "sched.title", "department_code": "text",
                "is_active": "boolean"
            }',
            array['position_name', 'department_code'], array['position_code']
        ),
        (
            'teams',
            '{
                "team_code": "sched.code", "team_name": "sched.title", "resource_code": "text", "pattern_code": "text",
                "cycle_offset_days": "integer", "works_holidays": "boolean", "handover_minutes": "integer",
                "is_active": "boolean"
            }',
            array['team_name', 'resource_code'], array['team_code']
        ),
        (
            'team_resources',
            '{
                "team_code": "text", "resource_code": "text", "start_date": "sched.plan_date",
                "end_date": "sched.plan_date"
            }',
            '{}', array['team_code', 'resource_code', 'start_date']
        ),
        (
            'employees',
            '{
                "employee_number": "sched.code", "first_name": "sched.title", "last_name": "sched.title",
                "email": "text", "department_code": "sched.code", "department_name": "sched.title",
                "position_code": "sched.code", "position_name": "sched.title", "resource_code": "text",
                "hire_date": "sched.plan_date", "termination_date": "sched.plan_date", "is_active": "boolean",
                "team_code": "text", "team_start_date": "sched.plan_date"
            }',
            array['first_name', 'last_name', 'department_code', 'position_code', 'hire_date'], array['employee_number']
        ),
        (
            'memberships',
            '{
                "employee_number": "text", "team_code": "text", "start_date": "sched.plan_date",
                "end_date": "sched.plan_date", "is_primary": "boolean"
            }',
            '{}', array['employee_number', 'team_code', 'start_date']
        ),
        (
            'qualifications',
            '{
                "employee_number": "text", "resource_code": "text", "certification_date": "sched.plan_date",
                "expiry_date": "sched.plan_date", "qualification_level": "sched.qualification_level"
            }',
            '{}', array['employee_number', 'resource_code', 'certification_date']
        ),
        (
            'absences',
            '{
                "employee_number": "text", "start_date": "sched.plan_date", "end_date": "sched.plan_date",
                "start_local": "text", "end_local": "text", "absence_status": "sched.absence_status",
                "absence_kind": "sched.absence_kind"
            }',
            '{}', array['employee_number', 'start_date', 'start_local']
        ),
        (
            'requirements',
            '{
                "resource_code": "text", "start_date": "sched.plan_date", "end_date": "sched.plan_date",
                "per": "sched.requirement_per", "shift_code": "text", "head_count": "integer",
                "min_level": "sched.qualification_level", "position_code": "text", "machines_per_person": "integer"
            }',
            '{}', array['resource_code', 'start_date', 'per', 'shift_code', 'min_level', 'position_code']
        )
    ) as s (sheet, types, needed, key)
    where s.sheet = p_sheet
$$;

comment on function sched_engine.people_sheet(text) is
    'What a sheet of people holds: the types of its columns, the columns that a row which is new must have besides its
key, and the columns that tell its rows apart.';
