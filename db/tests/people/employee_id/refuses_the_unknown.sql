begin;
select plan(14);
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

select is(sched_engine.employee_id('A'), pg_temp.person('A'), 'a number');

select is(
    pg_temp.told($$select sched_engine.employee_id('Z9')$$),
    'SC021|There is no employee with the number ''Z9''.',
    'nobody'
);
select is(
    pg_temp.told($$select sched_engine.employee_id(null)$$),
    'SC016|No employee is given.',
    'none given'
);
select is(
    pg_temp.told($$select sched_engine.team_id('red')$$),
    'SC021|There is no team with the code ''red''.',
    'upper and lower case differ'
);
select is(
    pg_temp.told($$select sched_engine.department_id('X')$$),
    'SC021|There is no department with the code ''X''.',
    'department'
);
select is(
    pg_temp.told($$select sched_engine.position_id('X')$$),
    'SC021|There is no position with the code ''X''.',
    'position'
);
select is(
    pg_temp.told($$select sched_engine.check_visible_employees('{0,1000000}')$$),
    'SC021|There is no employee with the id 0, 1000000.',
    'ids'
);
select is(
    pg_temp.told($$select sched_engine.check_visible_teams('{0}')$$),
    'SC021|There is no team with the id 0.',
    'ids of teams'
);
select is(
    pg_temp.told($$select sched_engine.check_visible_employees(array[null::bigint])$$),
    'SC016|The id of an employee is not given.',
    'no id'
);

select throws_ok(
    $$select sched_engine.team_id('re')$$, 'SC021', 'There is no team with the code ''re''.', 'part of a code'
);
create function pg_temp.hint(p_statement text) returns text language plpgsql as $$
declare
    v_hint text;
begin
    execute p_statement;
    return null;
exception when others then
    get stacked diagnostics v_hint = pg_exception_hint;
    return v_hint;
end
$$;
select is(pg_temp.hint($$select sched_engine.team_id('red')$$), 'Did you mean RED?', 'what looks alike');
select pg_temp.add_resource('ELSE', 'site', null, 'UTC') as other \gset
select set_config('sched.scope', format('{%s}', :other), true) as scope \gset
select is(
    pg_temp.told($$select sched_engine.employee_id('A')$$), 'SC021|There is no employee with the number ''A''.',
    'whom a request may not see is unknown to it'
);
select is(pg_temp.hint($$select sched_engine.employee_id('a')$$), 'List the employees; upper and lower case differ.', 'and not hinted at');
select is(
    pg_temp.told(format('select sched_engine.check_visible_employees(array[%s])', pg_temp.person('A'))),
    format('SC021|There is no employee with the id %s.', pg_temp.person('A')), 'nor is the id'
);

select * from finish();
rollback;
