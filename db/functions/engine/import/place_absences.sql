create or replace function sched_engine.place_absences(p_sheets jsonb, p_options jsonb)
returns table (sheet text, inserted bigint, updated bigint, problems jsonb)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_hides_kinds constant boolean := coalesce((p_options ->> 'hides_kinds')::boolean, false);
    v_rows jsonb;
begin
    sheet := 'absences';
    inserted := 0;
    updated := 0;
    -- Times by the clock of the person on that day.
    with timed as materialized (
        select
            r.line,
            r.cells,
            e.id as employee_id,
            e.employee_number as number,
            z.zone,
            sched_engine.local_instant(r.cells ->> 'start_local', z.zone) as start_time,
            sched_engine.local_instant(r.cells ->> 'end_local', z.zone) as end_time
        from sched_engine.people_rows(p_sheets, 'absences') as r
        inner join sched.emp_employees as e on e.employee_number = r.cells ->> 'employee_number'
        cross join lateral (
            select sched_engine.employee_zone(
                e.id, coalesce(r.cells ->> 'start_date', left(r.cells ->> 'start_local', 10))::date
            ) as zone
        ) as z
    )

    select jsonb_agg(jsonb_build_object(
        'line', t.line, 'number', t.number, 'id', a.id, 'employee_id', t.employee_id, 'zone', t.zone,
        'start_date', t.cells ->> 'start_date', 'end_date', t.cells ->> 'end_date',
        'start_time', t.start_time, 'end_time', t.end_time,
        'is_as_stored', a.end_date = (t.cells ->> 'end_date')::date or a.end_time = t.end_time,
        'has_kind', t.cells ->> 'absence_kind' is not null,
        'status', coalesce(t.cells ->> 'absence_status', a.absence_status::text, 'approved'),
        'kind', coalesce(t.cells ->> 'absence_kind', a.absence_kind::text, 'other')
    ))
    into v_rows
    from timed as t
    left join sched.emp_absences as a
        on a.employee_id = t.employee_id and a.absence_status <> 'cancelled'
        and (a.start_date = (t.cells ->> 'start_date')::date or a.start_time = t.start_time);

    with file as materialized (
        select
            f.*,
            coalesce(f.start_date::text, to_char(f.start_time at time zone f.zone, 'YYYY-MM-DD HH24:MI')) as begins
        from jsonb_to_recordset(v_rows) as f (
            line integer, number text, zone text, id bigint, employee_id bigint, start_date date, end_date date,
            start_time timestamptz, end_time timestamptz, status text, is_as_stored boolean
        )
    ),

    others as materialized (
        select
            f.line,
            f.employee_id,
            f.start_date,
            f.end_date,
            f.start_time,
            f.end_time,
            coalesce(f.is_as_stored, false) as is_as_stored
        from file as f
        where f.status <> 'cancelled' and (f.start_date <= f.end_date or f.start_time < f.end_time)
        union all
        select
            null,
            a.employee_id,
            a.start_date,
            a.end_date,
            a.start_time,
            a.end_time,
            true
        from sched.emp_absences as a
        where a.absence_status <> 'cancelled' and a.employee_id in (select f.employee_id from file as f)
            and a.id not in (select f.id from file as f where f.id is not null)
    )

    select jsonb_agg(jsonb_build_object(
        'sheet', sheet, 'line', c.line, 'column_name', c.column_name, 'value', c.begins,
        'message', c.message, 'remedy', c.remedy
    ))
    into problems
    from (
        select distinct on (f.line)
            f.line,
            f.begins,
            case when f.start_date is null then 'start_local' else 'start_date' end as column_name,
            format('Employee %s is absent %s already%s.', f.number, case
                when o.start_date is not null then sched_engine.dates_said(o.start_date, o.end_date)
                else format('from %s to %s', to_char(o.start_time at time zone f.zone, 'YYYY-MM-DD HH24:MI'),
                    to_char(o.end_time at time zone f.zone, 'YYYY-MM-DD HH24:MI'))
            end, ' (line ' || o.line || ')') as message,
            'Choose other times, or cancel that absence.' as remedy
        from file as f
        inner join others as n on n.line = f.line
        inner join others as o on o.employee_id = f.employee_id and (o.line is null or o.line < f.line)
            -- What stays as it was may be so: zones change, and teams.
            and not (o.is_as_stored and n.is_as_stored) and case
                when o.start_date is not null and n.start_date is not null
                    then daterange(o.start_date, o.end_date, '[]') && daterange(n.start_date, n.end_date, '[]')
                else sched_engine.absence_period(o.start_date, o.end_date, o.start_time, o.end_time, f.zone)
                    && sched_engine.absence_period(n.start_date, n.end_date, n.start_time, n.end_time, f.zone)
            end
        union all
        select
            f.line,
            f.begins,
            'end_local',
            'It ends before it begins.',
            'Correct start_local or end_local.'
        from file as f
        where f.end_time <= f.start_time
        order by line
    ) as c;
    if problems is not null then
        return next;
        return;
    end if;

    -- What is cancelled or ends sooner first.
    for v_pass in 1..2 loop
        with file as materialized (
            select *
            from jsonb_to_recordset(v_rows) as f (
                id bigint, end_date date, end_time timestamptz, status sched.absence_status, kind sched.absence_kind,
                has_kind boolean
            )
            where f.id is not null
        ),

        changed as (
            update sched.emp_absences as a
            set
                end_date = f.end_date,
                end_time = f.end_time,
                absence_status = f.status,
                absence_kind = f.kind
            from file as f
            where a.id = f.id
                and (
                    (a.end_date, a.end_time, a.absence_status, a.absence_kind)
                    is distinct from (f.end_date::sched.plan_date, f.end_time::sched.plan_instant, f.status, f.kind)
                    -- Neither the count nor the time of the change tells whether it was this kind.
                    or v_hides_kinds and f.has_kind
                )
                and (v_pass = 1) = coalesce(
                    f.status = 'cancelled' or f.end_date <= a.end_date or f.end_time <= a.end_time, false
                )
            returning a.id
        )

        select updated + count(*) into updated from changed as c;
    end loop;

    -- What was never there need not be cancelled.
    with added as (
        insert into sched.emp_absences (
            employee_id, absence_kind, absence_status, start_date, end_date, start_time, end_time
        )
        select
            f.employee_id,
            f.kind,
            f.status,
            f.start_date,
            f.end_date,
            f.start_time,
            f.end_time
        from jsonb_to_recordset(v_rows) as f (
            id bigint, employee_id bigint, kind sched.absence_kind, status sched.absence_status, start_date date,
            end_date date, start_time timestamptz, end_time timestamptz
        )
        where f.id is null and f.status <> 'cancelled'
        returning id
    )

    select count(*) into inserted from added as a;
    return next;
end
$$;

comment on function sched_engine.place_absences(jsonb, jsonb) is
    'Adds, changes and cancels absences as the sheet of absences says (sched_engine.check_people found it right); those
that are not in it stay. A row is the absence, not cancelled, that begins then. Times are by the clock of the person
unless they have an offset. p_options: hides_kinds (an absence whose kind is given is updated, whatever it was). Where
somebody would be absent twice at a time, nothing is written, and problems has each such row.';
