create or replace function sched_engine.move_imported_people(p_sheets jsonb, p_known text[], p_default_date date)
returns table (sheet text, inserted bigint, updated bigint, problems jsonb)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_moves jsonb;
begin
    sheet := 'memberships';
    updated := 0;
    -- Who is in the team on that date already stays there as they are.
    select coalesce(jsonb_agg(to_jsonb(m)), '[]') into v_moves
    from (
        select
            r.line,
            e.id as employee_id,
            e.employee_number as number,
            t.id as team_id,
            s.start_date
        from sched_engine.people_rows(p_sheets, 'employees') as r
        inner join sched.emp_employees as e on e.employee_number = r.cells ->> 'employee_number'
        inner join sched.emp_teams as t on t.team_code = r.cells ->> 'team_code'
        cross join lateral (
            select coalesce(
                (r.cells ->> 'team_start_date')::date,
                case when e.employee_number = any(p_known) then greatest(p_default_date, e.hire_date) else e.hire_date end
            ) as start_date
        ) as s
        where not exists (
            select from sched.emp_team_assignments as a
            where a.employee_id = e.id and a.team_id = t.id and a.is_primary
                and daterange(a.start_date, a.end_date, '[]') @> s.start_date
        )
    ) as m;

    select jsonb_agg(jsonb_build_object(
        'sheet', 'employees', 'line', c.line, 'column_name', 'team_code', 'value', c.team_code,
        'message', c.message, 'remedy', 'Give a team_start_date after that, or change memberships in the sheet Memberships.'
    ))
    into problems
    from (
        select distinct on (m.line)
            m.line,
            n.team_code,
            format('Employee %s is in team %s %s already.', m.number, t.team_code,
                sched_engine.dates_said(a.start_date, a.end_date)) as message
        from jsonb_to_recordset(v_moves) as m (
            line integer, employee_id bigint, number text, team_id bigint, start_date date
        )
        inner join sched.emp_teams as n on n.id = m.team_id
        inner join sched.emp_team_assignments as a
            on a.employee_id = m.employee_id and a.start_date > m.start_date and (a.is_primary or a.team_id = m.team_id)
        inner join sched.emp_teams as t on t.id = a.team_id
        order by m.line, a.start_date
    ) as c;
    inserted := case when problems is null then jsonb_array_length(v_moves) else 0 end;
    if inserted > 0 then
        perform sched_engine.move_people(
            array_agg(m.employee_id), array_agg(m.team_id), array_agg(m.start_date), array_agg(null::date)
        )
        from jsonb_to_recordset(v_moves) as m (employee_id bigint, team_id bigint, start_date date);
    end if;
    return next;
end
$$;

comment on function sched_engine.move_imported_people(jsonb, text[], date) is
    'Makes the teams that the sheet of employees names their primary teams, from team_start_date on; without one, of
those who were there already (p_known: their numbers) from p_default_date, of others from the day they are hired.
problems: later memberships that are in the way; nothing is written then.';
