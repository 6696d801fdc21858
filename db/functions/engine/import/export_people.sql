create or replace function sched_engine.export_people(p_sheet text, p_options jsonb default '{}')
returns table (code text, cells jsonb, further bigint)
language sql
stable
rows 10000
set search_path = pg_catalog, pg_temp
as $$
    with options as materialized (
        select
            coalesce(
                (p_options ->> 'on')::date, (sched_engine.current_instant() at time zone 'UTC')::date
            ) as on_date,
            coalesce((p_options ->> 'with_kinds')::boolean, false) as has_kinds,
            case
                when p_options ? 'team' then array(
                    select a.employee_id
                    from sched.emp_team_assignments as a
                    inner join sched.emp_teams as t on t.id = a.team_id
                    where t.team_code = p_options ->> 'team'
                )
            end as employee_ids
    ),

    people as materialized (
        select
            e.*,
            e.employee_number::text as number
        from sched.emp_employees as e
        cross join options as o
        where e.erased_at is null and (o.employee_ids is null or e.id = any(o.employee_ids))
    )

    select
        d.department_code::text as code,
        jsonb_build_object(
            'department_code', d.department_code, 'department_name', d.department_name, 'is_active', d.is_active::text
        ) as cells,
        0::bigint as further
    from sched.emp_departments as d
    where p_sheet = 'departments'
    union all
    select
        p.position_code,
        jsonb_build_object(
            'position_code', p.position_code, 'position_name', p.position_name, 'department_code', d.department_code,
            'is_active', p.is_active::text
        ),
        0
    from sched.emp_positions as p
    inner join sched.emp_departments as d on d.id = p.department_id
    where p_sheet = 'positions'
    union all
    select
        t.team_code,
        jsonb_build_object(
            'team_code', t.team_code, 'team_name', t.team_name, 'resource_code', r.resource_code,
            'pattern_code', p.pattern_code, 'cycle_offset_days', t.cycle_offset_days::text,
            'works_holidays', t.works_holidays::text, 'handover_minutes', t.handover_minutes::text,
            'is_active', t.is_active::text
        ),
        0
    from sched.emp_teams as t
    inner join sched.resources as r on r.id = t.resource_id
    left join sched.operating_patterns as p on p.id = t.pattern_id
    where p_sheet = 'teams'
    union all
    select
        concat_ws(' ', t.team_code, r.resource_code, w.start_date),
        jsonb_build_object(
            'team_code', t.team_code, 'resource_code', r.resource_code, 'start_date', w.start_date,
            'end_date', w.end_date
        ),
        0
    from sched.emp_team_resources as w
    inner join sched.emp_teams as t on t.id = w.team_id
    inner join sched.resources as r on r.id = w.resource_id
    where p_sheet = 'team_resources'
    union all
    select
        e.number,
        jsonb_build_object(
            'employee_number', e.number, 'first_name', e.first_name, 'last_name', e.last_name, 'email', e.email,
            'department_code', d.department_code, 'department_name', d.department_name,
            'position_code', p.position_code, 'position_name', p.position_name, 'resource_code', r.resource_code,
            'hire_date', e.hire_date, 'termination_date', e.termination_date, 'is_active', e.is_active::text,
            'team_code', a.team_code, 'team_start_date', a.start_date
        ) || (
            select coalesce(jsonb_object_agg('skills.' || s.key, s.value), '{}') from jsonb_each_text(e.skills) as s
        ),
        coalesce(a.further, 0)
    from people as e
    cross join options as o
    inner join sched.emp_departments as d on d.id = e.department_id
    inner join sched.emp_positions as p on p.id = e.position_id
    left join sched.resources as r on r.id = e.resource_id
    -- The primary team of that date, else the next one, else the last one.
    left join lateral (
        select
            t.team_code,
            i.start_date,
            count(*) over () - 1 + (i.end_date is not null)::integer as further
        from sched.emp_team_assignments as i
        inner join sched.emp_teams as t on t.id = i.team_id
        where i.employee_id = e.id and i.is_primary
        order by
            daterange(i.start_date, i.end_date, '[]') @> o.on_date desc, i.start_date > o.on_date desc,
            abs(i.start_date - o.on_date)
        limit 1
    ) as a on true
    where p_sheet = 'employees'
    union all
    select
        concat_ws(' ', e.number, t.team_code, a.start_date),
        jsonb_build_object(
            'employee_number', e.number, 'team_code', t.team_code, 'start_date', a.start_date, 'end_date', a.end_date,
            'is_primary', a.is_primary::text
        ),
        0
    from sched.emp_team_assignments as a
    inner join people as e on e.id = a.employee_id
    inner join sched.emp_teams as t on t.id = a.team_id
    where p_sheet = 'memberships'
    union all
    select
        concat_ws(' ', e.number, r.resource_code, q.certification_date),
        jsonb_build_object(
            'employee_number', e.number, 'resource_code', r.resource_code,
            'certification_date', q.certification_date, 'expiry_date', q.expiry_date,
            'qualification_level', q.qualification_level
        ),
        0
    from sched.emp_resource_qualifications as q
    inner join people as e on e.id = q.employee_id
    inner join sched.resources as r on r.id = q.resource_id
    where p_sheet = 'qualifications' and q.is_active
    union all
    select
        concat_ws(' ', e.number, coalesce(a.start_date::text, l.start_local)),
        jsonb_build_object(
            'employee_number', e.number, 'start_date', a.start_date, 'end_date', a.end_date,
            'start_local', l.start_local, 'end_local', l.end_local, 'absence_status', a.absence_status
        ) || case when o.has_kinds then jsonb_build_object('absence_kind', a.absence_kind) else '{}' end,
        0
    from sched.emp_absences as a
    cross join options as o
    inner join people as e on e.id = a.employee_id
    cross join lateral sched_engine.absence_times(a.employee_id, a.start_time, a.end_time) as l
    where p_sheet = 'absences' and a.absence_status <> 'cancelled'
    union all
    select
        concat_ws(' ', r.resource_code, q.per, 'shift ' || q.shift_code, q.min_level, 'position ' || p.position_code,
            q.start_date),
        jsonb_build_object(
            'resource_code', r.resource_code, 'start_date', q.start_date, 'end_date', q.end_date, 'per', q.per,
            'shift_code', q.shift_code, 'head_count', q.head_count::text, 'min_level', q.min_level,
            'position_code', p.position_code, 'machines_per_person', q.machines_per_person::text
        ),
        0
    from sched.emp_requirements as q
    inner join sched.resources as r on r.id = q.resource_id
    left join sched.emp_positions as p on p.id = q.position_id
    where p_sheet = 'requirements'
    order by code
$$;

comment on function sched_engine.export_people(text, jsonb) is
    'A sheet of people as sched_engine.import_people reads it, sorted by code: the cells by column, as text. Left out
are people who were erased, qualifications that were withdrawn and absences that were cancelled. An employee has one
team there: the primary team on the date, else the next, else the last; further counts what is left out of it, other
memberships and an end date. p_options: on (that date; today in UTC), team (only who is or was in it; concerns
employees and what belongs to them), with_kinds (why somebody is absent as well).';
