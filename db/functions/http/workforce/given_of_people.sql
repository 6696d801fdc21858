create or replace function sched_http.given_of_people(
    p_kind text, p_id bigint, p_code text, p_old_id bigint default null, p_old_code text default null,
    p_column text default null
)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_column constant text := coalesce(p_column, p_kind);
    v_word constant text := case p_kind when 'employee' then 'number' else 'code' end;
    v_is_kept constant boolean := p_old_id is not null and (p_id, p_code) is not distinct from (p_old_id, p_old_code);
    -- Of a row that is changed, what was left as it was says nothing.
    v_id constant bigint := case when p_id is distinct from p_old_id then p_id end;
    v_code constant text := case when p_code is distinct from p_old_code then p_code end;
    v_found bigint;
begin
    if v_is_kept then
        return p_old_id;
    elsif num_nonnulls(v_id, v_code) = 0 then
        perform sched_engine.refuse('SC016', format('No %s is given.', p_kind),
            format('Give the id as %1$s_id, or the %2$s as %1$s_%2$s.', v_column, v_word));
    end if;
    v_found := case
        when v_code is null then v_id
        when p_kind = 'employee' then sched_engine.employee_id(v_code)
        when p_kind = 'team' then sched_engine.team_id(v_code)
        when p_kind = 'department' then sched_engine.department_id(v_code)
        else sched_engine.position_id(v_code)
    end;
    if v_found <> v_id then
        perform sched_engine.refuse('SC016',
            format('%1$s_id %2$s and %1$s_%3$s %4$L are two %5$ss.', v_column, v_id, v_word, left(v_code, 100), p_kind),
            'Give one of them.');
    elsif p_kind = 'employee' then
        perform sched_engine.check_visible_employees(array[v_found]);
    elsif p_kind = 'team' then
        perform sched_engine.check_visible_teams(array[v_found]);
    elsif (p_kind = 'department' and not exists (select from sched.emp_departments as d where d.id = v_found))
        or (p_kind = 'position' and not exists (select from sched.emp_positions as p where p.id = v_found)) then
        perform sched_engine.refuse('SC021', format('There is no %s with the id %s.', p_kind, v_found),
            format('List the %ss and use the id or code shown there.', p_kind));
    end if;
    return v_found;
end
$$;

comment on function sched_http.given_of_people(text, bigint, text, bigint, text, text) is
    'The employee, team, department or position (p_kind) that a request means by an id, a code (of an employee: the
number) or both; when a row is changed, what it had before comes after. p_column: what the columns begin with, where
that is not the kind. SC016: neither, or two different ones. SC021: there is none, or the request may not see it.';
