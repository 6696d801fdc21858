begin;
select plan(10);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.told(p_statement text) returns text language plpgsql as $$
begin
    execute p_statement;
    return 'done';
exception when others then
    return concat_ws('|', sqlstate, sqlerrm);
end
$$;

select is(
    pg_temp.told($$insert into sched.emp_employees (employee_number, first_name, last_name, department_id, position_id, hire_date, termination_date) select 'N', 'Firstname', 'Lastname', department_id, id, '2026-01-01', date '2025-12-31' from sched.emp_positions where position_code = 'POS'$$),
    'SC023|Employee N leaves on 2025-12-31, before they begin on 2026-01-01.',
    'gone before they came'
);
select is(
    pg_temp.told($$insert into sched.emp_employees (employee_number, first_name, last_name, department_id, position_id, hire_date, email) select 'N', 'Firstname', 'Lastname', department_id, id, '2026-01-01', 'Lastname at home' from sched.emp_positions where position_code = 'POS'$$),
    'SC023|Employee N: the email is not an address.',
    'an email, which is not repeated'
);
select is(
    pg_temp.told($$insert into sched.emp_employees (employee_number, first_name, last_name, department_id, position_id, hire_date, skills) select 'N', 'Firstname', 'Lastname', department_id, id, '2026-01-01', jsonb '[1]' from sched.emp_positions where position_code = 'POS'$$),
    'SC023|Employee N: skills is not a JSON object.',
    'skills'
);
select is(
    pg_temp.told($$insert into sched.emp_employees (employee_number, last_name) values ('N', 'Lastname')$$),
    'SC016|Employee N has no first_name and no department_id and no position_id and no hire_date.',
    'what is missing'
);
select is(
    pg_temp.told($$insert into sched.emp_employees (last_name) values ('Lastname')$$),
    'SC016|Employee (without a number) has no employee_number and no first_name and no department_id and no position_id and no hire_date.',
    'without a number'
);
select is(
    pg_temp.told($$update sched.emp_employees set first_name = null where employee_number = 'A'$$),
    'SC016|Employee A has no first_name.',
    'a change'
);
select is(
    pg_temp.told($$insert into sched.emp_employees (employee_number, first_name, last_name, department_id, position_id, hire_date) select 'N', 'Firstname', '', department_id, id, '2026-01-01' from sched.emp_positions where position_code = 'POS'$$),
    '23514|value for domain sched.title violates check constraint "title_is_not_blank"',
    'a blank name'
);

select is((select count(*) from sched.emp_employees as e where e.employee_number = 'N'), 0::bigint, 'nothing was stored');
do $$ begin perform sched_engine.generate_roster(null, '2026-11-25', '2026-12-10'); end $$;
select is(
    pg_temp.told($$delete from sched.emp_employees where employee_number = 'A'$$),
    'SC011|Employee A cannot be deleted: they have a roster.', 'evidence stays'
);
do $$ begin perform pg_temp.add_person('D'); end $$;
select is(
    pg_temp.told($$delete from sched.emp_employees where employee_number = 'D'$$), 'done', 'whoever never worked goes'
);

select * from finish();
rollback;
