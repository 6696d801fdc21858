create or replace function sched_engine.move_people(
    p_employee_ids bigint[], p_team_ids bigint[], p_starts date[], p_ends date[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_late record;
begin
    perform sched_engine.acquire_model_lock();
    select
        e.employee_number,
        t.team_code,
        a.start_date,
        a.end_date
    into v_late
    from unnest(p_employee_ids, p_team_ids, p_starts, p_ends) as m (employee_id, team_id, start_date, end_date)
    inner join sched.emp_team_assignments as a on a.employee_id = m.employee_id
    inner join sched.emp_employees as e on e.id = m.employee_id
    inner join sched.emp_teams as t on t.id = a.team_id
    where a.start_date > m.start_date and a.start_date <= coalesce(m.end_date, 'infinity')
        and (a.is_primary or a.team_id = m.team_id)
    order by e.employee_number, a.start_date
    limit 1;
    if found then
        perform sched_engine.refuse('SC022',
            format('Employee %s is in team %s %s already.', v_late.employee_number, v_late.team_code,
                sched_engine.dates_said(v_late.start_date, v_late.end_date)),
            'End or remove that membership first (sched teams leave), or give a last date before it.');
    end if;

    -- Those of the same day are replaced, those before end the day before.
    delete from sched.emp_team_assignments as a
    using unnest(p_employee_ids, p_team_ids, p_starts) as m (employee_id, team_id, start_date)
    where a.employee_id = m.employee_id and a.start_date = m.start_date and (a.is_primary or a.team_id = m.team_id);
    update sched.emp_team_assignments as a
    set end_date = m.start_date - 1
    from unnest(p_employee_ids, p_team_ids, p_starts) as m (employee_id, team_id, start_date)
    where a.employee_id = m.employee_id and a.start_date < m.start_date
        and coalesce(a.end_date, 'infinity') >= m.start_date and (a.is_primary or a.team_id = m.team_id);
    insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary)
    select
        m.employee_id,
        m.team_id,
        m.start_date,
        m.end_date,
        true
    from unnest(p_employee_ids, p_team_ids, p_starts, p_ends) as m (employee_id, team_id, start_date, end_date);
end
$$;

comment on function sched_engine.move_people(bigint[], bigint[], date[], date[]) is
    'Makes teams the primary teams of people, a place in the arrays for each, from a first date to a last (both
included; null: until further notice). The primary team that somebody has then ends the day before, or is replaced when
it begins on the same day. SC022: a later membership is in the way.';
