begin;
select plan(11);
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
    pg_temp.told($$insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date, expiry_date) values (pg_temp.person('A'), pg_temp.id('M1'), '2026-01-01', '2025-12-31')$$),
    'SC023|Employee A: the qualification for M1 ends on 2025-12-31, before it begins on 2026-01-01.',
    'ends before it begins'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date, expiry_date) values (pg_temp.person('A'), pg_temp.id('M1'), '2026-01-01', '2026-01-01')$$),
    'done',
    'a day'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date, expiry_date) values (pg_temp.person('A'), pg_temp.id('M1'), '2026-01-02', null)$$),
    'done',
    'the day after it is renewed'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date, expiry_date) values (pg_temp.person('A'), pg_temp.id('M1'), '2026-06-01', null)$$),
    'SC022|Employee A is qualified for M1 from 2026-01-02 on already.',
    'twice at a time'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date, expiry_date, is_active) values (pg_temp.person('A'), pg_temp.id('M1'), '2026-06-01', null, false)$$),
    'done',
    'what is withdrawn does not count'
);
select is(
    pg_temp.told($$update sched.emp_resource_qualifications set is_active = true where certification_date = '2026-06-01'$$),
    'SC022|Employee A is qualified for M1 from 2026-01-02 on already.',
    'until it does again'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_qualifications (employee_id, certification_date) values (pg_temp.person('A'), '2026-01-01')$$),
    'SC016|The qualification has no resource_id.',
    'for nothing'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_assignments (employee_id, resource_id, start_time, end_time) values (pg_temp.person('A'), pg_temp.id('M1'), '2026-01-01 06:00Z', '2026-01-01 08:00Z')$$),
    'done',
    'at a machine'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_assignments (employee_id, resource_id, start_time, end_time) values (pg_temp.person('A'), pg_temp.id('M1'), '2026-01-01 07:00Z', '2026-01-01 09:00Z')$$),
    'SC022|Employee A is assigned to M1 from 2026-01-01 06:00:00+00 to 2026-01-01 08:00:00+00 already.',
    'once at a time'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_assignments (employee_id, resource_id, start_time, end_time) values (pg_temp.person('A'), pg_temp.id('M2'), '2026-01-01 07:00Z', '2026-01-01 09:00Z')$$),
    'done',
    'and at another one at once'
);
select is(
    pg_temp.told($$insert into sched.emp_resource_assignments (employee_id, resource_id, start_time, end_time) values (pg_temp.person('A'), pg_temp.id('M2'), '2026-02-01 07:00Z', '2026-02-01 07:00Z')$$),
    'SC023|Employee A: the assignment to M2 ends (2026-02-01 07:00:00+00) before it begins (2026-02-01 07:00:00+00).',
    'not for no time'
);

select * from finish();
rollback;
