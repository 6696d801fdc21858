create or replace function sched_engine.place_team_resources(p_sheets jsonb)
returns table (sheet text, inserted bigint, updated bigint, problems jsonb)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_rows jsonb;
begin
    sheet := 'team_resources';
    inserted := 0;
    updated := 0;
    select
        jsonb_agg(jsonb_build_object(
            'line', r.line, 'team', t.team_code, 'resource', h.resource_code, 'id', w.id, 'team_id', t.id,
            'resource_id', h.id, 'start_date', r.cells ->> 'start_date',
            'end_date', case when r.cells ? 'end_date' then r.cells ->> 'end_date' else w.end_date::text end,
            'old_end', w.end_date
        ))
    into v_rows
    from sched_engine.people_rows(p_sheets, 'team_resources') as r
    inner join sched.emp_teams as t on t.team_code = r.cells ->> 'team_code'
    inner join sched.resources as h on h.resource_code = r.cells ->> 'resource_code'
    left join sched.emp_team_resources as w
        on w.team_id = t.id and w.resource_id = h.id and w.start_date = (r.cells ->> 'start_date')::date;

    with file as materialized (
        select *
        from jsonb_to_recordset(v_rows) as f (
            line integer, team text, resource text, id bigint, team_id bigint, resource_id bigint, start_date date,
            end_date date
        )
    ),

    others as materialized (
        select f.line, f.team_id, f.resource_id, f.start_date, f.end_date
        from file as f
        union all
        select null, w.team_id, w.resource_id, w.start_date, w.end_date
        from sched.emp_team_resources as w
        where w.team_id in (select f.team_id from file as f)
            and w.id not in (select f.id from file as f where f.id is not null)
    )

    select jsonb_agg(jsonb_build_object(
        'sheet', sheet, 'line', c.line, 'column_name', 'start_date', 'value', c.start_date,
        'message', c.message, 'remedy', 'Choose dates outside it, or correct that entry.'
    ))
    into problems
    from (
        select distinct on (f.line)
            f.line,
            f.start_date,
            format('Team %s works on %s %s already%s.', f.team, f.resource,
                sched_engine.dates_said(o.start_date, o.end_date), ' (line ' || o.line || ')') as message
        from file as f
        inner join others as o on o.team_id = f.team_id and o.resource_id = f.resource_id
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
            from jsonb_to_recordset(v_rows) as f (id bigint, end_date date, old_end date)
            where f.id is not null and f.end_date is distinct from f.old_end
        ),

        changed as (
            update sched.emp_team_resources as w
            set end_date = f.end_date
            from file as f
            where w.id = f.id
                and (v_pass = 1) = (coalesce(f.end_date, 'infinity') <= coalesce(f.old_end, 'infinity'))
            returning w.id
        )

        select updated + count(*) into updated from changed as c;
    end loop;

    with added as (
        insert into sched.emp_team_resources (team_id, resource_id, start_date, end_date)
        select
            f.team_id,
            f.resource_id,
            f.start_date,
            f.end_date
        from jsonb_to_recordset(v_rows) as f (
            id bigint, team_id bigint, resource_id bigint, start_date date, end_date date
        )
        where f.id is null
        returning id
    )

    select count(*) into inserted from added as a;
    return next;
end
$$;

comment on function sched_engine.place_team_resources(jsonb) is
    'Adds and changes what teams work on as the sheet of it says (sched_engine.check_people found it right); what is
not in it stays. Where a team would work on one resource twice on a date, nothing is written, and problems has each
such row.';
