create or replace function sched_engine.department_id(p_code text)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := (select d.id from sched.emp_departments as d where d.department_code = p_code);
begin
    if v_id is null then
        perform sched_engine.refuse_unknown('department', 'code', p_code,
            array(select d.department_code from sched.emp_departments as d));
    end if;
    return v_id;
end
$$;

comment on function sched_engine.department_id(text) is 'Id of the department with this code; SC021 when there is none.';
