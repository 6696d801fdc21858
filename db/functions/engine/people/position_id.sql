create or replace function sched_engine.position_id(p_code text)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := (select p.id from sched.emp_positions as p where p.position_code = p_code);
begin
    if v_id is null then
        perform sched_engine.refuse_unknown('position', 'code', p_code,
            array(select p.position_code from sched.emp_positions as p));
    end if;
    return v_id;
end
$$;

comment on function sched_engine.position_id(text) is 'Id of the position with this code; SC021 when there is none.';
