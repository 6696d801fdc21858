-- Who may read about people, and which of them: by the part of the plant, and one person only their own.
do $$
declare
    v_role text;
begin
    foreach v_role in array array['sched_workforce_viewer', 'sched_workforce_planner', 'sched_hr', 'sched_employee'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
            execute format('create role %I nologin noinherit', v_role);
        end if;
    end loop;
end
$$;

grant sched_workforce_viewer, sched_workforce_planner, sched_hr, sched_employee to sched_authenticator;
grant sched_viewer to sched_workforce_viewer with inherit true, set false;
grant sched_workforce_viewer to sched_workforce_planner with inherit true, set false;
grant sched_workforce_planner to sched_hr, sched_admin with inherit true, set false;

comment on role sched_workforce_viewer is 'Reads rosters by employee number, and what a viewer reads; no names.';
comment on role sched_workforce_planner is 'Edits people, teams and rosters, and sees names; not why somebody is absent.';
comment on role sched_hr is 'Everything a workforce planner may, and why somebody is absent.';
comment on role sched_employee is 'One person: reads their own shifts.';

set local role sched_owner;

grant usage on schema api_v2 to
sched_anon, sched_oee_reader, sched_workforce_viewer, sched_workforce_planner, sched_hr, sched_employee;
grant usage on schema api_v1 to sched_workforce_viewer, sched_workforce_planner, sched_hr, sched_employee;
grant usage, create on schema api_v2 to sched_views;

alter table sched.api_keys
add column employee_id bigint references sched.emp_employees (id) on delete cascade,
drop constraint api_keys_role_is_of_the_api,
add constraint api_keys_role_is_of_the_api check (role_name in (
    'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin',
    'sched_workforce_viewer', 'sched_workforce_planner', 'sched_hr', 'sched_employee'
)),
add constraint api_keys_employee_has_an_employee check ((role_name = 'sched_employee') = (employee_id is not null));
create index api_keys_employee on sched.api_keys (employee_id) where employee_id is not null;
comment on column sched.api_keys.employee_id is 'The one person whose shifts it shows; null: not a key of an employee.';

grant select, insert, update, delete on
sched.emp_departments, sched.emp_positions, sched.emp_employees, sched.emp_resource_qualifications, sched.emp_teams,
sched.emp_team_assignments, sched.emp_team_resources, sched.emp_resource_assignments, sched.emp_absences,
sched.emp_roster_changes, sched.emp_requirements, sched.emp_work_rules, sched.emp_suggestions
to sched_views;
grant select on
sched.emp_schedules, sched.emp_generated_dates, sched.emp_stale_dates, sched.emp_schedule_changes
to sched_views;

-- As for machines: a property of the tables, asked once for a query. sched.scope holds the root of the subtree that a request
-- is limited to, sched.own_employee the one person whose shifts it may see.
do $$
declare
    v_whole constant text := '(select coalesce(current_setting(''sched.scope'', true), '''') in ('''', ''{}'') '
        'and coalesce(current_setting(''sched.own_employee'', true), '''') = '''')';
    v_nobody constant text := '(select coalesce(current_setting(''sched.own_employee'', true), '''') = '''')';
    v_own constant text := '(select nullif(current_setting(''sched.own_employee'', true), '''')::bigint)';
    v_resource constant text := 'resource_id in (select r.id from sched.resources as r)';
    v_employee constant text := ' or %I in (select e.id from sched.emp_employees as e)';
    -- A set of ranges that is made once: a roster has millions of rows.
    v_ranges constant text := ' or (select range_agg(int8range(e.id, e.id, ''[]'')) from sched.emp_employees as e '
        'where not ' || v_whole || ') @> employee_id';
    v_table text;
    v_limit text;
begin
    for v_table, v_limit in values
        ('emp_employees', format('%s or (%s and %s) or id = %s', v_whole, v_nobody, v_resource, v_own)),
        ('emp_teams', format('%s or (%s and %s)', v_whole, v_nobody, v_resource)),
        ('emp_requirements', format('%s or (%s and %s)', v_whole, v_nobody, v_resource)),
        ('emp_team_resources', v_whole || ' or team_id in (select t.id from sched.emp_teams as t)'),
        ('emp_resource_qualifications', v_whole || format(v_employee, 'employee_id')),
        ('emp_team_assignments', v_whole || format(v_employee, 'employee_id')),
        ('emp_resource_assignments', v_whole || format(v_employee, 'employee_id')),
        ('emp_absences', v_whole || format(v_employee, 'employee_id')),
        ('emp_roster_changes', v_whole || format(v_employee, 'employee_id') || format(v_employee, 'taken_by_id')),
        ('emp_suggestions', v_whole || format(v_employee, 'employee_id')),
        ('emp_generated_dates', v_whole || format(v_employee, 'employee_id')),
        ('emp_stale_dates', v_whole || ' or employee_ids && array(select e.id from sched.emp_employees as e)'),
        ('emp_schedules', v_whole || v_ranges),
        ('emp_schedule_changes', v_whole || v_ranges)
    loop
        execute format('alter table sched.%I enable row level security', v_table);
        execute format('create policy granted on sched.%I using (true)', v_table);
        execute format('create policy in_scope on sched.%I as restrictive to sched_views using (%s)', v_table, v_limit);
        execute format(
            'comment on policy granted on sched.%I is ''Rights to the table decide, but for in_scope.''', v_table
        );
        execute format(
            'comment on policy in_scope on sched.%I is ''Through a view: what the present request may see.''', v_table
        );
    end loop;
end
$$;

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
(
    'absence_retention_days', '0', 'setting',
    'Days that absences are kept after they end, 365 to 36500; 0 for ever.',
    'SYSTEM'
),
(
    'roster_retention_days', '0', 'setting',
    'Days that rosters are kept after their date, 365 to 36500; 0 for ever.',
    'SYSTEM'
);
