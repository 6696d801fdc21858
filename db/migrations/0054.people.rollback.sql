-- The functions of the version before come from db/functions.
set local role sched_owner;

comment on schema api_v2 is 'Equipment Scheduling System API, version 2

Adds employees, teams and coverage; empty until phase 2 is switched on in the configuration.';

grant select, insert, update, delete on
sched.emp_departments, sched.emp_positions, sched.emp_employees, sched.emp_resource_qualifications, sched.emp_teams,
sched.emp_team_assignments, sched.emp_team_resources, sched.emp_resource_assignments, sched.emp_absences,
sched.emp_roster_changes, sched.emp_requirements, sched.emp_work_rules, sched.emp_suggestions
to sched_views;
grant select on sched.emp_generated_dates, sched.emp_schedule_changes to sched_views;

-- All of the second version, with what names its views as types.
do $$
declare
    v_object text;
begin
    for v_object in
        select format('view %s', c.oid::regclass)
        from pg_catalog.pg_class as c
        where c.relkind = 'v' and c.relnamespace = 'api_v2'::regnamespace
    loop
        execute format('drop %s cascade', v_object);
    end loop;
    for v_object in
        select format('function %s', p.oid::regprocedure)
        from pg_catalog.pg_proc as p
        where p.pronamespace = 'api_v2'::regnamespace
    loop
        execute format('drop %s cascade', v_object);
    end loop;
end
$$;

drop function if exists sched_http.authenticate();
drop function if exists sched_http.token_holder();
drop function if exists sched_http.create_api_key(text, text, bigint, timestamptz, sched.key_purpose, bigint);
drop function if exists sched_http.accepted_names(text, text);
drop function if exists sched_http.refuse_names(text, text, text[]);
drop function if exists sched_http.explain_request(text, text);
drop function if exists sched_http.keep_people_in_scope() cascade;
drop function if exists sched_engine.guard_department() cascade;
drop function if exists sched_engine.guard_position() cascade;
drop function if exists sched_engine.guard_employee() cascade;
drop function if exists sched_engine.guard_team() cascade;
drop function if exists sched_engine.guard_team_pattern() cascade;
drop function if exists sched_engine.guard_membership() cascade;
drop function if exists sched_engine.guard_team_resource() cascade;
drop function if exists sched_engine.guard_qualification() cascade;
drop function if exists sched_engine.guard_resource_assignment() cascade;
drop function if exists sched_engine.guard_absence() cascade;
drop function if exists sched_engine.guard_roster_change() cascade;
drop function if exists sched_engine.stamp_update() cascade;
drop view if exists sched_engine.visible_employees cascade;
drop view if exists sched_engine.visible_teams cascade;
