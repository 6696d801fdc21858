create or replace function sched_engine.erase_employee(p_employee_id bigint)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_new_number constant text := 'ERASED-' || p_employee_id;
    v_scope constant text := coalesce(current_setting('sched.scope', true), '');
    v_is_erased boolean;
    v_key_ids bigint[];
    v_key_names text[];
begin
    perform sched_engine.check_visible_employees(array[p_employee_id]);
    select e.erased_at is not null into v_is_erased
    from sched.emp_employees as e
    where e.id = p_employee_id
    for update;
    if v_is_erased then
        return false;
    end if;

    update sched.emp_employees as e
    set
        employee_number = v_new_number,
        first_name = 'Erased',
        last_name = 'Erased',
        email = null,
        skills = '{}',
        is_active = false,
        erased_at = now()
    where e.id = p_employee_id;
    update sched.emp_absences as a
    set absence_kind = 'other'
    where a.employee_id = p_employee_id and a.absence_kind <> 'other';
    update sched.emp_suggestions as s
    set reason = ''
    where s.employee_id = p_employee_id and s.reason <> '';

    -- The name of a key is more often than not the name of whoever has it. Keys are no part of the plant: whoever is limited
    -- to one may not edit them, but may erase somebody who belongs there.
    perform set_config('sched.scope', '', true);
    with keys as (
        select
            k.id,
            k.key_name
        from sched.api_keys as k
        where k.employee_id = p_employee_id
    ),

    renamed as (
        update sched.api_keys as k
        set
            key_name = format('%s key %s', v_new_number, k.id),
            revoked_at = coalesce(k.revoked_at, now()),
            revoked_by = coalesce(k.revoked_by, sched_engine.acting_user())
        from keys as i
        where k.id = i.id
    )

    select array_agg(k.id), array_agg(k.key_name) into v_key_ids, v_key_names from keys as k;

    perform set_config('sched.scope', v_scope, true);

    -- What was written before, and just now. Names and the like were never stored there.
    update sched.audit_log as a
    set
        old_values = sched_engine.erased_values(a.old_values, v_new_number),
        new_values = sched_engine.erased_values(a.new_values, v_new_number)
    where (a.table_name = 'emp_employees' and a.record_id = p_employee_id::text)
        or (a.table_name = 'api_keys' and a.record_id = any(v_key_ids::text[]));
    update sched.audit_log as a
    set changed_by = v_new_number
    where a.changed_by = any(v_key_names);
    return true;
end
$$;

comment on function sched_engine.erase_employee(bigint) is
    'Makes somebody unrecognisable for good: the number becomes ERASED-<id>, names, email and skills go, absences lose
their kind, keys are revoked, and the audit log is rewritten. Rosters, hours and qualifications stay as those of
nobody. They are no longer active. True: done; false: it was done before. SC021: unknown.';
