begin;
select plan(6);
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
    pg_temp.told($$delete from sched.emp_departments where department_code = 'DEP'$$),
    'SC011|Department DEP cannot be deleted: it has 3 employees and 1 position.',
    'a department'
);
select is(
    pg_temp.told($$delete from sched.emp_positions where position_code = 'POS'$$),
    'SC011|Position POS cannot be deleted: it has 3 employees.',
    'a position'
);
select is(
    pg_temp.told($$insert into sched.emp_departments (department_code) values ('N')$$),
    'SC016|Department N has no department_name.',
    'without a name'
);
select is(
    pg_temp.told($$insert into sched.emp_positions (position_code, position_name) values ('N', 'New')$$),
    'SC016|Position N has no department_id.',
    'without a department'
);
select is(
    pg_temp.told($$insert into sched.emp_departments (department_code, department_name) values ('N', 'New')$$),
    'done',
    'a new one'
);
select is(
    pg_temp.told($$delete from sched.emp_departments where department_code = 'N'$$),
    'done',
    'and gone'
);

select * from finish();
rollback;
