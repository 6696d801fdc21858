begin;
select plan(4);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql

update sched.system_configuration set config_value = 'true'
where config_key in ('phase2_enabled', 'employee_module_enabled');
select pg_temp.need('AREA', 2) as area \gset
select is(
    (select array_agg(c.missing_hours order by c.start_time)
     from sched_oee.coverage('2026-01-06', '2026-01-06', array['SITE']) as c),
    array[5, 2, 6]::numeric[], 'person-hours that are missing'
);
select is(
    (select count(*) from sched_oee.coverage('2026-01-06', '2026-01-06', array['LINE'])), 0::bigint,
    'of what is required there'
);
select throws_ok(
    $$ select * from sched_oee.coverage('2026-01-06', '2026-01-06', array['NOPE']) $$, 'SC001', null, 'an unknown code'
);
update sched.system_configuration set config_value = 'false' where config_key = 'phase2_enabled';
select is((select count(*) from sched_oee.coverage('2026-01-06', '2026-01-06')), 0::bigint, 'nothing while it is off');

select * from finish();
rollback;
