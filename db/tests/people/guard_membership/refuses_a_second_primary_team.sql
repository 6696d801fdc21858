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

select is(
    pg_temp.told($$insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary) values (pg_temp.person('A'), pg_temp.team('BLUE'), '2026-06-01', null, true)$$),
    'SC022|Employee A has team RED as their primary team from 2026-01-01 on already.',
    'two primary teams on a date'
);
select is(
    pg_temp.told($$insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary) values (pg_temp.person('A'), pg_temp.team('BLUE'), '2026-06-01', null, false)$$),
    'done',
    'one that is not primary may be added'
);
select is(
    pg_temp.told($$insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary) values (pg_temp.person('A'), pg_temp.team('BLUE'), '2026-07-01', '2026-07-02', false)$$),
    'SC022|Employee A is in team BLUE from 2026-06-01 on already.',
    'but not twice'
);
select is(
    pg_temp.told($$insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary) values (pg_temp.person('C'), pg_temp.team('RED'), '2026-06-01', '2026-05-31', false)$$),
    'SC023|Employee C would leave the team on 2026-05-31, before they join it on 2026-06-01.',
    'left before joined'
);
select is(
    pg_temp.told($$insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary) values (pg_temp.person('C'), pg_temp.team('RED'), null, null, false)$$),
    'SC016|The membership has no start_date.',
    'since never'
);
select is(
    pg_temp.told($$update sched.emp_team_assignments set end_date = '2026-05-31' where employee_id = pg_temp.person('A') and is_primary$$),
    'done',
    'ended'
);
select is(
    pg_temp.told($$insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary) values (pg_temp.person('A'), pg_temp.team('RED'), '2026-06-01', null, true)$$),
    'done',
    'the next begins on the day after'
);
select is(
    pg_temp.told($$update sched.emp_team_assignments set is_primary = true where employee_id = pg_temp.person('A') and team_id = pg_temp.team('BLUE')$$),
    'SC022|Employee A has team RED as their primary team from 2026-06-01 on already.',
    'a change makes no second one either'
);
select is(
    pg_temp.told($$update sched.emp_team_assignments set end_date = '2026-06-01' where employee_id = pg_temp.person('A') and start_date = '2026-01-01'$$),
    'SC022|Employee A is in team RED from 2026-06-01 on already.',
    'nor do dates'
);
select is(
    pg_temp.told($$insert into sched.emp_team_assignments (employee_id, team_id, start_date) values (pg_temp.person('A'), pg_temp.team('RED'), '2026-06-01') on conflict (employee_id, team_id, start_date) do update set end_date = '2026-06-30'$$),
    'done',
    'the same again is up to the statement'
);
select is(
    pg_temp.told($$insert into sched.emp_team_resources (team_id, resource_id, start_date) values (pg_temp.team('RED'), pg_temp.id('M1'), '2026-01-01')$$),
    'done',
    'a team at a machine'
);
select is(
    pg_temp.told($$insert into sched.emp_team_resources (team_id, resource_id, start_date) values (pg_temp.team('RED'), pg_temp.id('M1'), '2026-06-01')$$),
    'SC022|Team RED works on M1 from 2026-01-01 on already.',
    'once at a time'
);
select is(
    pg_temp.told($$insert into sched.emp_team_resources (team_id, resource_id, start_date, end_date) values (pg_temp.team('RED'), pg_temp.id('M2'), '2026-06-02', '2026-06-01')$$),
    'SC023|Team RED would end its work on 2026-06-01, before it begins on 2026-06-02.',
    'and not backwards'
);

select pg_temp.add_resource('ELSE', 'site', null, 'UTC') as other \gset
update sched.emp_teams set resource_id = :other where team_code = 'RED';
select set_config('sched.scope', format('{%s}', pg_temp.id('SITE')), true) as scope \gset
select is(
    pg_temp.told($$insert into sched.emp_team_assignments (employee_id, team_id, start_date)
        select e.id, t.id, '2026-06-15' from sched.emp_employees as e cross join sched.emp_teams as t
        where e.employee_number = 'B' and t.team_code = 'BLUE'$$),
    'SC022|Employee B has another team as their primary team from 2026-01-01 on already.',
    'a team that the request may not see is not named'
);

select * from finish();
rollback;
