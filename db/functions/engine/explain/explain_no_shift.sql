create or replace function sched_engine.explain_no_shift(p_employee_id bigint, p_date date)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_person record;
begin
    select
        e.*,
        case
            when t.id is not null
                then coalesce((select v.team_code::text from sched_engine.visible_teams as v where v.id = t.id), 'elsewhere')
        end as team_code,
        t.is_active as team_is_active,
        p.pattern_code,
        p.cycle_days,
        ((p_date - p.anchor_date - t.cycle_offset_days) % p.cycle_days + p.cycle_days) % p.cycle_days as cycle_day
    into v_person
    from sched.emp_employees as e
    left join sched.emp_team_assignments as m
        on m.employee_id = e.id and m.is_primary and p_date between m.start_date and coalesce(m.end_date, 'infinity')
    left join sched.emp_teams as t on t.id = m.team_id
    left join sched.operating_patterns as p on p.id = t.pattern_id
    where e.id = p_employee_id;
    return case
        when p_date < v_person.hire_date
            then format('%s is employed from %s on.', v_person.employee_number, v_person.hire_date)
        when p_date > v_person.termination_date
            then format('%s was employed until %s.', v_person.employee_number, v_person.termination_date)
        when not v_person.is_active then format('%s is not active.', v_person.employee_number)
        when v_person.team_code is null then format('%s has no primary team on %s.', v_person.employee_number, p_date)
        when not v_person.team_is_active
            then format('%s is in team %s, which is not active.', v_person.employee_number, v_person.team_code)
        when v_person.pattern_code is null
            then format('%s is in team %s, which has no pattern.', v_person.employee_number, v_person.team_code)
        else format('%s has no shift then: team %s is on day %s of the cycle of %s (0 to %s).', v_person.employee_number,
            v_person.team_code, v_person.cycle_day, v_person.pattern_code, v_person.cycle_days - 1)
    end;
end
$$;

comment on function sched_engine.explain_no_shift(bigint, date) is
    'Why somebody has no shift on a local date, in a sentence.';
