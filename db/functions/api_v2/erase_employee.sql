create or replace function api_v2.erase_employee(employee_id bigint default null, employee_number text default null)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := sched_http.given_of_people('employee', employee_id, employee_number);
    v_is_erased boolean;
begin
    v_is_erased := sched_engine.erase_employee(v_id);
    return (
        select json_build_object(
            'employee_id', e.id, 'employee_number', e.employee_number, 'erased_at', e.erased_at, 'was_erased_before',
            not v_is_erased
        )
        from sched.emp_employees as e
        where e.id = v_id
    );
end
$$;

comment on function api_v2.erase_employee(bigint, text) is
    'Make somebody unrecognisable, for good

By employee_id or employee_number. The number becomes ERASED-<id>; names, email and skills go, absences lose their
kind, keys of their own are revoked, and the audit log is rewritten. Rosters and hours stay. Asked for again, it
changes nothing.';

grant execute on function api_v2.erase_employee(bigint, text) to sched_hr, sched_admin;
