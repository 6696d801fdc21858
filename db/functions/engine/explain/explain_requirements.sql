create or replace function sched_engine.explain_requirements(p_requirement_ids bigint[], p_at timestamptz, p_zone text)
returns setof jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_until constant timestamptz := p_at + interval '1 microsecond';
    v_basis constant record := sched_engine.coverage_basis(p_requirement_ids, p_at, v_until);
    v_counted jsonb;
begin
    if v_basis.places is null then
        return;
    end if;
    v_counted := coalesce(
        (select jsonb_agg(to_jsonb(c)) from sched_engine.people_counted(p_requirement_ids, p_at) as c), '[]'
    );
    return query
    with counted as materialized (
        select
            c.employee_id,
            c.requirement_id,
            v.employee_number
        from jsonb_to_recordset(v_counted) as c (employee_id bigint, requirement_id bigint)
        -- Whoever is limited to a part of the plant is told numbers of others, but not who they are.
        left join sched_engine.visible_employees as v on v.id = c.employee_id
    ),

    operating as materialized (
        select
            q.id as requirement_id,
            array_agg(distinct m.resource_code::text order by m.resource_code::text) as codes
        from sched.emp_requirements as q
        inner join sched.resources as m on m.path_ids @> array[q.resource_id]
        inner join sched.equipment_schedules as s
            on s.resource_id = m.id
            and s.schedule_date between (p_at at time zone 'UTC')::date - 4 and (p_at at time zone 'UTC')::date + 3
            and s.planned_start_time <= p_at and s.planned_end_time > p_at and s.schedule_status = 'operating'
            and daterange(q.start_date, q.end_date, '[]') @> s.schedule_date
            and (q.shift_code is null or q.shift_code = s.shift_code)
        where q.id = any(p_requirement_ids)
        group by q.id
    )

    select jsonb_build_object(
        'requirement_id', c.requirement_id,
        'resource_code', sched_engine.resource_code(q.resource_id),
        'why', sched_engine.explain_requirement(c.requirement_id, o.codes),
        'schedule_date', c.schedule_date,
        'required', c.required,
        'present', c.present,
        'missing', c.required - c.present,
        'surplus', c.surplus,
        'machines', to_jsonb(o.codes),
        'counted', coalesce(
            (
                select jsonb_agg(
                    jsonb_build_object('employee_id', x.employee_id, 'employee_number', x.employee_number)
                    order by x.employee_number
                )
                from counted as x
                where x.requirement_id = c.requirement_id and x.employee_number is not null
            ),
            '[]'
        ),
        'not_counted', case when c.present < c.required then (
            select coalesce(jsonb_agg(n.told order by n.told ->> 'employee_number'), '[]')
            from sched_engine.explain_not_counted(
                c.requirement_id, v_basis.people, v_counted, p_at, p_zone
            ) as n (told)
        ) end
    )
    from sched_engine.planned_coverage(p_requirement_ids, p_at, v_until) as c
    inner join sched.emp_requirements as q on q.id = c.requirement_id
    left join operating as o on o.requirement_id = c.requirement_id
    where c.requirement_id = any(p_requirement_ids);
end
$$;

comment on function sched_engine.explain_requirements(bigint[], timestamptz, text) is
    'Each of these requirements that somebody is needed for at an instant, as sched_engine.explain_coverage tells it; times in
the zone p_zone.';
