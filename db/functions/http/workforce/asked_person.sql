create or replace function sched_http.asked_person(p_employee_id bigint)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := coalesce(
        p_employee_id, nullif(current_setting('sched.own_employee', true), '')::bigint
    );
begin
    perform sched_engine.check_given(v_id::text, 'employee', 'Give employee_id.');
    perform sched_engine.check_visible_employees(array[v_id]);
    return v_id;
end
$$;

comment on function sched_http.asked_person(bigint) is
    'The person that a request is about: the one given, else the one whose key or token it is. SC016: neither. SC021: there is
none, or the request may not see them.';
