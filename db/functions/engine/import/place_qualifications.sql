create or replace function sched_engine.place_qualifications(p_sheets jsonb)
returns table (sheet text, inserted bigint, updated bigint, problems jsonb)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_rows jsonb;
begin
    sheet := 'qualifications';
    inserted := 0;
    updated := 0;
    select
        jsonb_agg(jsonb_build_object(
            'line', r.line, 'number', e.employee_number, 'resource', h.resource_code, 'id', q.id, 'employee_id', e.id,
            'resource_id', h.id, 'start_date', r.cells ->> 'certification_date',
            'end_date', case when r.cells ? 'expiry_date' then r.cells ->> 'expiry_date' else q.expiry_date::text end,
            'level', coalesce(r.cells ->> 'qualification_level', q.qualification_level::text, 'basic'),
            'old_end', q.expiry_date, 'old_level', q.qualification_level
        ))
    into v_rows
    from sched_engine.people_rows(p_sheets, 'qualifications') as r
    inner join sched.emp_employees as e on e.employee_number = r.cells ->> 'employee_number'
    inner join sched.resources as h on h.resource_code = r.cells ->> 'resource_code'
    left join sched.emp_resource_qualifications as q
        on q.employee_id = e.id and q.resource_id = h.id and q.is_active
        and q.certification_date = (r.cells ->> 'certification_date')::date;

    with file as materialized (
        select *
        from jsonb_to_recordset(v_rows) as f (
            line integer, number text, resource text, id bigint, employee_id bigint, resource_id bigint, start_date date,
            end_date date
        )
    ),

    others as materialized (
        select f.line, f.employee_id, f.resource_id, f.start_date, f.end_date
        from file as f
        union all
        select null, q.employee_id, q.resource_id, q.certification_date, q.expiry_date
        from sched.emp_resource_qualifications as q
        where q.is_active and q.employee_id in (select f.employee_id from file as f)
            and q.id not in (select f.id from file as f where f.id is not null)
    )

    select jsonb_agg(jsonb_build_object(
        'sheet', sheet, 'line', c.line, 'column_name', 'certification_date', 'value', c.start_date,
        'message', c.message, 'remedy', 'A renewal begins on the day after: correct the dates, or withdraw the other one.'
    ))
    into problems
    from (
        select distinct on (f.line)
            f.line,
            f.start_date,
            format('Employee %s is qualified for %s %s already%s.', f.number, f.resource,
                sched_engine.dates_said(o.start_date, o.end_date), ' (line ' || o.line || ')') as message
        from file as f
        inner join others as o on o.employee_id = f.employee_id and o.resource_id = f.resource_id
            and daterange(o.start_date, o.end_date, '[]') && daterange(f.start_date, f.end_date, '[]')
            and (o.line is null or o.line < f.line)
        order by f.line, o.line nulls last, o.start_date
    ) as c;
    if problems is not null then
        return next;
        return;
    end if;

    -- What ends sooner first.
    for v_pass in 1..2 loop
        with file as materialized (
            select *
            from jsonb_to_recordset(v_rows) as f (
                id bigint, end_date date, level sched.qualification_level, old_end date,
                old_level sched.qualification_level
            )
            where f.id is not null and (f.end_date, f.level) is distinct from (f.old_end, f.old_level)
        ),

        changed as (
            update sched.emp_resource_qualifications as q
            set
                expiry_date = f.end_date,
                qualification_level = f.level
            from file as f
            where q.id = f.id
                and (v_pass = 1) = (coalesce(f.end_date, 'infinity') <= coalesce(f.old_end, 'infinity'))
            returning q.id
        )

        select updated + count(*) into updated from changed as c;
    end loop;

    with added as (
        insert into sched.emp_resource_qualifications (
            employee_id, resource_id, qualification_level, certification_date, expiry_date
        )
        select
            f.employee_id,
            f.resource_id,
            f.level,
            f.start_date,
            f.end_date
        from jsonb_to_recordset(v_rows) as f (
            id bigint, employee_id bigint, resource_id bigint, level sched.qualification_level, start_date date,
            end_date date
        )
        where f.id is null
        returning id
    )

    select count(*) into inserted from added as a;
    return next;
end
$$;

comment on function sched_engine.place_qualifications(jsonb) is
    'Adds and changes qualifications as the sheet of qualifications says (sched_engine.check_people found it right);
those that are not in it stay. Where somebody would be qualified twice for one resource on a date, nothing is written,
and problems has each such row.';
