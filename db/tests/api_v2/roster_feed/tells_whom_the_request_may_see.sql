begin;
select plan(3);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select pg_temp.add_resource('ELSE', 'site', null, 'UTC');
update sched.emp_employees set resource_id = pg_temp.id('ELSE') where employee_number = 'C';
select count(*) from sched_engine.generate_roster(null, '2026-01-01', '2026-01-31');

create function pg_temp.told() returns text language sql as $$
    select string_agg(e ->> 'employee_number', ',' order by e ->> 'employee_number')
    from json_array_elements(api_v2.roster_feed() -> 'entries') as e
$$;

-- Entries of the running transaction are not final yet.
select is(pg_temp.told(), null, 'nothing that an earlier commit could still precede');
select set_config('sched.scope', '{' || pg_temp.id('ELSE') || '}', true);
select throws_ok(
    format('select api_v2.roster_feed(employee_ids => array[%s])', pg_temp.person('A')), 'SC021', null, 'not of others'
);
select throws_ok($$select api_v2.roster_feed('x')$$, 'SC004', null, 'a typo in the position');

select * from finish();
rollback;
