-- As the roles themselves, through views and through triggers that run as their owner.
begin;
select plan(13);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

update sched.emp_employees set email = 'a@example.com' where employee_number = 'A';
select pg_temp.absent('A', '2026-12-07', '2026-12-08') as absence, pg_temp.person('A') as person \gset
update sched.emp_absences set absence_kind = 'sick';
create function pg_temp.seen() returns text language sql as $$
    select concat_ws(' ', (select e.first_name || e.last_name || e.email from api_v2.employees as e where e.employee_number = 'A'),
        (select a.absence_kind from api_v2.absences as a limit 1))
$$;

set local role sched_workforce_viewer;
select is(pg_temp.seen(), '', 'a viewer: neither');
select is((select count(*) from api_v2.employees as e where e.first_name is not null or e.email like '%'), 0::bigint, 'not by a filter either');
set local role sched_workforce_planner;
select is(pg_temp.seen(), 'FirstLasta@example.com', 'a planner: names');
set local role sched_admin;
select is(pg_temp.seen(), 'FirstLasta@example.com', 'an administrator too');
set local role sched_hr;
select is(pg_temp.seen(), 'FirstLasta@example.com sick', 'HR: both');
select set_config('sched.own_employee', :'person', true) as own \gset
set local role sched_employee;
select results_eq(
    $$select a.employee_number, a.absence_kind from api_v2.absences as a$$, $$values ('A', null::text)$$,
    'whoever has a key of their own: themselves'
);
select throws_ok('select * from api_v2.employees', '42501', null, 'and no list of people');
set local role sched_hr;
select set_config('sched.own_employee', '', true) as own \gset

set local role sched_workforce_planner;
create temporary table written (kind text);
do $$
declare
    v_kind text;
begin
    insert into api_v2.absences (employee_number, absence_kind, start_date, end_date)
    values ('B', 'training', '2026-12-07', '2026-12-07')
    returning absence_kind into v_kind;
    insert into written values (v_kind);
end
$$;
select is((select w.kind from written as w), null, 'what is written is not read back');
update api_v2.absences set end_date = '2026-12-08' where employee_number = 'B';
update api_v2.absences set absence_kind = null where employee_number = 'A';
reset role;
select results_eq(
    $$select a.absence_kind::text from sched.emp_absences as a order by a.employee_id$$, array['sick', 'training'],
    'and stays when it is not given'
);
set local role sched_workforce_planner;
update api_v2.absences set absence_kind = 'vacation' where employee_number = 'A';
reset role;
select is((select a.absence_kind::text from sched.emp_absences as a where a.id = :absence), 'vacation', 'but may be changed');

set local role sched_workforce_viewer;
select throws_ok($$update api_v2.absences set end_date = '2026-12-09'$$, '42501', null, 'a viewer writes nothing');
select throws_ok('select * from sched.emp_employees', '42501', null, 'and reads no table');
set local role sched_viewer;
select throws_ok('select * from api_v2.employees', '42501', null, 'a viewer of the first version reads nobody');

reset role;
select * from finish();
rollback;
