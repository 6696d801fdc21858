-- The roles stay: they belong to the whole server.
set local role sched_owner;

delete from sched.system_configuration
where config_key in ('absence_retention_days', 'roster_retention_days');

do $$
declare
    v_table text;
begin
    for v_table in
        select c.relname
        from pg_catalog.pg_policy as p
        inner join pg_catalog.pg_class as c on c.oid = p.polrelid
        where c.relnamespace = 'sched'::regnamespace and p.polname = 'in_scope' and c.relname like 'emp\_%'
    loop
        execute format('drop policy in_scope on sched.%I', v_table);
        execute format('drop policy granted on sched.%I', v_table);
        execute format('alter table sched.%I disable row level security', v_table);
        execute format('revoke all on sched.%I from sched_views', v_table);
    end loop;
end
$$;
revoke all on sched.emp_departments, sched.emp_positions, sched.emp_work_rules from sched_views;

-- Keys of the new roles open nothing in the version before.
delete from sched.api_keys
where role_name in (
    'sched_workforce_viewer', 'sched_workforce_planner', 'sched_hr', 'sched_employee'
);
alter table sched.api_keys
drop column employee_id cascade,
drop constraint api_keys_role_is_of_the_api,
add constraint api_keys_role_is_of_the_api check (
    role_name in ('sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin')
);

revoke all on schema api_v2 from
sched_anon, sched_oee_reader, sched_workforce_viewer, sched_workforce_planner, sched_hr, sched_employee, sched_views;
revoke all on schema api_v1 from sched_workforce_viewer, sched_workforce_planner, sched_hr, sched_employee;
