begin;
select plan(7);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

delete from sched.audit_log;
select pg_temp.absent('A', '2026-12-07', '2026-12-08') as absence \gset
update sched.emp_employees set first_name = 'Zebulon', email = 'z@example.com' where employee_number = 'A';
update sched.emp_employees set email = null where employee_number = 'A';
update sched.emp_absences set absence_kind = 'sick' where id = :absence;
update sched.emp_absences set absence_kind = 'sick' where id = :absence;
delete from sched.emp_absences where id = :absence;
update sched.resources set resource_name = 'Machine' where resource_code = 'M1';
insert into sched.emp_team_resources (team_id, resource_id, start_date) values (pg_temp.team('RED'), pg_temp.id('M1'), '2026-01-01');

select is((select count(*) from sched.audit_log as a where a::text ~ 'Zebulon|First|Last|@|sick|other'), 0::bigint, 'nobody is named');
select results_eq(
    $$select a.old_values ->> 'email', a.new_values ->> 'email' from sched.audit_log as a
        where a.table_name = 'emp_employees' order by a.id$$,
    $$values (null, '***'), ('***', null)$$, 'that there was something, and is no longer, is seen'
);
select results_eq(
    $$select a.action, coalesce(a.new_values, a.old_values) ->> 'absence_kind' from sched.audit_log as a
        where a.table_name = 'emp_absences' order by a.id$$,
    $$values ('INSERT', '***'), ('UPDATE', '***'), ('UPDATE', '***'), ('DELETE', '***')$$,
    'and that it was edited, whether it was another one before or not'
);
select set_eq(
    $$select t.tgrelid::regclass::text from pg_trigger as t
        where t.tgname = 'audit_insert' and t.tgrelid::regclass::text ~ 'emp_'$$,
    array[
        'sched.emp_absences', 'sched.emp_departments', 'sched.emp_employees', 'sched.emp_positions',
        'sched.emp_requirements', 'sched.emp_resource_assignments', 'sched.emp_resource_qualifications',
        'sched.emp_roster_changes', 'sched.emp_shift_offers', 'sched.emp_team_assignments', 'sched.emp_team_resources',
        'sched.emp_teams', 'sched.emp_work_rules'
    ],
    'every table of people that is edited'
);
set local role sched_admin;
select isnt_empty($$select from api_v1.audit_log as a where a.table_name = 'emp_absences'$$, 'an administrator sees entries');
reset role;
revoke sched_workforce_planner from sched_admin;
set local role sched_admin;
select is_empty($$select from api_v1.audit_log as a where a.table_name ~ '^emp_'$$, 'who may not see people sees none');
select isnt_empty($$select from api_v1.audit_log as a$$, 'but the rest');
reset role;

select * from finish();
rollback;
