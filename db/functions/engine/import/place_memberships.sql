create or replace function sched_engine.place_memberships(p_sheets jsonb)
returns table (sheet text, inserted bigint, updated bigint, problems jsonb)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_rows jsonb;
begin
    sheet := 'memberships';
    inserted := 0;
    updated := 0;
    select
        jsonb_agg(jsonb_build_object(
            'line', r.line, 'number', e.employee_number, 'team', t.team_code, 'id', a.id, 'employee_id', e.id,
            'team_id', t.id, 'start_date', r.cells ->> 'start_date',
            'end_date', case when r.cells ? 'end_date' then r.cells ->> 'end_date' else a.end_date::text end,
            'is_primary', coalesce((r.cells ->> 'is_primary')::boolean, a.is_primary, true),
            'old_end', a.end_date, 'was_primary', a.is_primary
        ))
    into v_rows
    from sched_engine.people_rows(p_sheets, 'memberships') as r
    inner join sched.emp_employees as e on e.employee_number = r.cells ->> 'employee_number'
    inner join sched.emp_teams as t on t.team_code = r.cells ->> 'team_code'
    left join sched.emp_team_assignments as a
        on a.employee_id = e.id and a.team_id = t.id and a.start_date = (r.cells ->> 'start_date')::date;

    with file as materialized (
        select *
        from jsonb_to_recordset(v_rows) as f (
            line integer, number text, team text, id bigint, employee_id bigint, team_id bigint, start_date date,
            end_date date, is_primary boolean
        )
    ),

    others as materialized (
        select f.line, f.employee_id, f.team_id, f.team, f.start_date, f.end_date, f.is_primary
        from file as f
        union all
        select null, a.employee_id, a.team_id, t.team_code, a.start_date, a.end_date, a.is_primary
        from sched.emp_team_assignments as a
        inner join sched.emp_teams as t on t.id = a.team_id
        where a.employee_id in (select f.employee_id from file as f)
            and a.id not in (select f.id from file as f where f.id is not null)
    )

    select jsonb_agg(jsonb_build_object(
        'sheet', sheet, 'line', c.line, 'column_name', 'start_date', 'value', c.start_date,
        'message', c.message, 'remedy', c.remedy
    ))
    into problems
    from (
        select distinct on (f.line)
            f.line,
            f.start_date,
            case
                when o.team_id = f.team_id then format('Employee %s is in team %s %s already%s.', f.number, o.team,
                    sched_engine.dates_said(o.start_date, o.end_date), ' (line ' || o.line || ')')
                else format('Employee %s has team %s as their primary team %s already%s.', f.number, o.team,
                    sched_engine.dates_said(o.start_date, o.end_date), ' (line ' || o.line || ')')
            end as message,
            case
                when o.team_id = f.team_id then 'Choose dates outside it, or correct that membership.'
                else 'End that membership the day before, or write false for is_primary.'
            end as remedy
        from file as f
        inner join others as o on o.employee_id = f.employee_id
            and (o.team_id = f.team_id or (o.is_primary and f.is_primary))
            and daterange(o.start_date, o.end_date, '[]') && daterange(f.start_date, f.end_date, '[]')
            and (o.line is null or o.line < f.line)
        order by f.line, o.line nulls last, o.start_date
    ) as c;
    if problems is not null then
        return next;
        return;
    end if;

    -- What gives way first.
    for v_pass in 1..2 loop
        with file as materialized (
            select *
            from jsonb_to_recordset(v_rows) as f (
                id bigint, end_date date, is_primary boolean, old_end date, was_primary boolean
            )
            where f.id is not null and (f.end_date, f.is_primary) is distinct from (f.old_end, f.was_primary)
        ),

        changed as (
            update sched.emp_team_assignments as a
            set
                end_date = f.end_date,
                is_primary = f.is_primary
            from file as f
            where a.id = f.id and (v_pass = 1) = (
                not f.is_primary
                or f.was_primary and coalesce(f.end_date, 'infinity') < coalesce(f.old_end, 'infinity')
            )
            returning a.id
        )

        select updated + count(*) into updated from changed as c;
    end loop;

    with added as (
        insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary)
        select
            f.employee_id,
            f.team_id,
            f.start_date,
            f.end_date,
            f.is_primary
        from jsonb_to_recordset(v_rows) as f (
            id bigint, employee_id bigint, team_id bigint, start_date date, end_date date, is_primary boolean
        )
        where f.id is null
        returning id
    )

    select count(*) into inserted from added as a;
    return next;
end
$$;

comment on function sched_engine.place_memberships(jsonb) is
    'Adds and changes memberships as the sheet of memberships says (sched_engine.check_people found it right); those
that are not in it stay. Where somebody would have two primary teams on a date, or one team twice, nothing is written,
and problems has each such row.';
