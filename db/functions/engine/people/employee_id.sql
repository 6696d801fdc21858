create or replace function sched_engine.employee_id(p_number text)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := (select v.id from sched_engine.visible_employees as v where v.employee_number = p_number);
begin
    if v_id is null then
        perform sched_engine.refuse_unknown('employee', 'number', p_number,
            array(select v.employee_number from sched_engine.visible_employees as v));
    end if;
    return v_id;
end
$$;

comment on function sched_engine.employee_id(text) is
    'Id of the employee with this number; SC021 when there is none, or none that the present request may see.';
