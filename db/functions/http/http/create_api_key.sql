create or replace function sched_http.create_api_key(
    p_name text,
    p_role text,
    p_scope_id bigint default null,
    p_expires_at timestamptz default null,
    p_purpose sched.key_purpose default 'api',
    p_employee_id bigint default null
)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_roles constant text := format('Roles: %s.', array_to_string(sched_http.key_roles(), ', '));
    -- From PostgreSQL's source of strong random numbers: two times 122 bits.
    v_key constant text := 'sched_' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
    perform sched_engine.check_given(p_role, 'role', v_roles);
    if p_role <> all(sched_http.key_roles()) then
        perform sched_engine.refuse('SC001', format('There is no API role %s.', p_role), v_roles);
    elsif p_role = 'sched_employee' and p_employee_id is null then
        perform sched_engine.refuse('SC016', format('API key %s is not of an employee.', p_name),
            'A key with the role sched_employee is of one person: give the employee number.');
    elsif p_role <> 'sched_employee' and p_employee_id is not null then
        perform sched_engine.refuse('SC016', format('API key %s of the role %s cannot be of one employee.', p_name, p_role),
            'Give the role sched_employee, or leave out the employee.');
    elsif num_nonnulls(p_employee_id, p_scope_id) = 2 then
        perform sched_engine.refuse('SC016', format('API key %s is limited to one person already.', p_name),
            'Leave out the part of the plant.');
    elsif p_expires_at <= now() then
        perform sched_engine.refuse('SC004', format('API key %s would expire in the past, at %s.', p_name, p_expires_at),
            'Give a time in the future, or none for a key that does not expire.');
    elsif exists (select from sched.api_keys as k where k.key_name = p_name and k.revoked_at is null) then
        perform sched_engine.refuse('23505', format('There is an API key %s already.', p_name),
            'Choose another name, or revoke that key first.');
    end if;
    if p_employee_id is not null and not exists (select from sched.emp_employees as e where e.id = p_employee_id) then
        perform sched_engine.refuse('SC021', format('There is no employee with the id %s.', p_employee_id),
            'List the employees and use the ids shown there.');
    end if;
    if p_scope_id is not null then
        perform sched_engine.check_visible(array[p_scope_id]);
    end if;
    insert into sched.api_keys (
        key_name, key_prefix, key_hash, role_name, scope_resource_id, employee_id, purpose, expires_at, created_by
    )
    values (
        p_name, left(v_key, 14), sha256(convert_to(v_key, 'UTF8')), p_role, p_scope_id, p_employee_id, p_purpose,
        p_expires_at, sched_engine.acting_user()
    );
    return v_key;
end
$$;

comment on function sched_http.create_api_key(text, text, bigint, timestamptz, sched.key_purpose, bigint) is
    'Creates a key of the HTTP API and returns it, once: only its hash is stored. One of the role sched_employee is of
one person.';
