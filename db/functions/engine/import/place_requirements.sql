create or replace function sched_engine.place_requirements(p_sheets jsonb)
returns table (sheet text, inserted bigint, updated bigint, problems jsonb)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_rows jsonb;
begin
    sheet := 'requirements';
    inserted := 0;
    updated := 0;
    select
        jsonb_agg(jsonb_build_object(
            'line', f.line, 'resource', f.resource, 'position', f.position, 'id', q.id, 'resource_id', f.resource_id,
            'position_id', f.position_id, 'per', f.per, 'shift_code', f.shift_code, 'min_level', f.min_level,
            'head_count', coalesce(f.cells ->> 'head_count', q.head_count::text),
            'machines', coalesce(f.cells ->> 'machines_per_person', q.machines_per_person::text, '1'),
            'start_date', f.start_date,
            'end_date', case when f.cells ? 'end_date' then f.cells ->> 'end_date' else q.end_date::text end,
            'old_end', q.end_date, 'old_head_count', q.head_count, 'old_machines', q.machines_per_person
        ))
    into v_rows
    from (
        select
            r.line,
            r.cells,
            h.id as resource_id,
            h.resource_code as resource,
            p.id as position_id,
            p.position_code as position,
            coalesce(r.cells ->> 'per', 'machine')::sched.requirement_per as per,
            r.cells ->> 'shift_code' as shift_code,
            (r.cells ->> 'min_level')::sched.qualification_level as min_level,
            (r.cells ->> 'start_date')::date as start_date
        from sched_engine.people_rows(p_sheets, 'requirements') as r
        inner join sched.resources as h on h.resource_code = r.cells ->> 'resource_code'
        left join sched.emp_positions as p on p.position_code = r.cells ->> 'position_code'
    ) as f
    left join sched.emp_requirements as q
        on q.resource_id = f.resource_id and q.per = f.per and q.start_date = f.start_date
        and (q.shift_code, q.min_level, q.position_id)
        is not distinct from (f.shift_code, f.min_level, f.position_id);

    with file as materialized (
        select *
        from jsonb_to_recordset(v_rows) as f (
            line integer, resource text, position text, id bigint, resource_id bigint, position_id bigint,
            per sched.requirement_per, shift_code text, min_level sched.qualification_level, head_count integer,
            start_date date, end_date date
        )
    ),

    others as materialized (
        select
            f.line, f.resource_id, f.position_id, f.per, f.shift_code, f.min_level, f.head_count, f.start_date, f.end_date
        from file as f
        union all
        select
            null, q.resource_id, q.position_id, q.per, q.shift_code, q.min_level, q.head_count, q.start_date, q.end_date
        from sched.emp_requirements as q
        where q.resource_id in (select f.resource_id from file as f)
            and q.id not in (select f.id from file as f where f.id is not null)
    )

    select jsonb_agg(jsonb_build_object(
        'sheet', sheet, 'line', c.line, 'column_name', 'start_date', 'value', c.start_date,
        'message', c.message, 'remedy', 'Let one of them end before the other begins, or correct the dates.'
    ))
    into problems
    from (
        select distinct on (f.line)
            f.line,
            f.start_date,
            format('%s needs %s (%s) %s already%s.', f.resource, sched_engine.counted(o.head_count, 'person', 'people'),
                sched_engine.requirement_said(f.per, f.shift_code, f.min_level, f.position),
                sched_engine.dates_said(o.start_date, o.end_date), ' (line ' || o.line || ')') as message
        from file as f
        inner join others as o on o.resource_id = f.resource_id and o.per = f.per
            and (o.shift_code, o.min_level, o.position_id)
            is not distinct from (f.shift_code, f.min_level, f.position_id)
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
                id bigint, head_count integer, machines smallint, end_date date, old_head_count integer,
                old_machines smallint, old_end date
            )
            where f.id is not null
                and (f.head_count, f.machines, f.end_date) is distinct from (f.old_head_count, f.old_machines, f.old_end)
        ),

        changed as (
            update sched.emp_requirements as q
            set
                head_count = f.head_count,
                machines_per_person = f.machines,
                end_date = f.end_date
            from file as f
            where q.id = f.id
                and (v_pass = 1) = (coalesce(f.end_date, 'infinity') <= coalesce(f.old_end, 'infinity'))
            returning q.id
        )

        select updated + count(*) into updated from changed as c;
    end loop;

    with added as (
        insert into sched.emp_requirements (
            resource_id, per, shift_code, head_count, min_level, position_id, machines_per_person, start_date, end_date
        )
        select
            f.resource_id,
            f.per,
            f.shift_code,
            f.head_count,
            f.min_level,
            f.position_id,
            f.machines,
            f.start_date,
            f.end_date
        from jsonb_to_recordset(v_rows) as f (
            line integer, id bigint, resource_id bigint, per sched.requirement_per, shift_code text, head_count integer,
            min_level sched.qualification_level, position_id bigint, machines smallint, start_date date, end_date date
        )
        where f.id is null
        order by f.line
        returning id
    )

    select count(*) into inserted from added as a;
    return next;
end
$$;

comment on function sched_engine.place_requirements(jsonb) is
    'Adds and changes requirements as the sheet of them says (sched_engine.check_people found it right); those that are
not in it stay. Where two of one resource would differ in nothing but their number on a date, nothing is written, and
problems has each such row.';
