-- A filter that fails on a hidden row fails for whoever may see it, and for nobody else.
begin;
select plan(9);
\ir ../../small_plant.psql

select pg_temp.add_resource('OTHER', 'site', null, 'UTC') as other \gset
insert into sched.schedule_exceptions
(resource_id, exception_type, description, start_datetime, end_datetime, impact_type, created_by)
values (:other, 'maintenance', 'Secret work', '2025-03-10 06:00Z', '2025-03-10 08:00Z', 'no_operation', 'test');
select pg_temp.assign('OTHER', '24_7', '2025-01-01') as assignment \gset
select pg_temp.id('SITE') as site \gset

grant usage on schema sched to sched_oee_reader;
grant select on sched.resources, sched.schedule_exceptions to sched_oee_reader;

set local role sched_admin;
select throws_ok(
    $$select * from api_v1.exceptions where description like 'Secret\'$$, '22025', null, 'the whole plant: an error'
);
select is(
    (select p.assignment_count from api_v1.patterns as p where p.pattern_code = '24_7'), 1::bigint, 'and all counts'
);

select set_config('sched.scope', format('{%s}', :site), true) as scope \gset
select is_empty(
    $$select * from api_v1.exceptions where description like 'Secret\'$$, 'a subtree: no row, and no error'
);
select is_empty(
    format($$select * from api_v1.resources where resource_name::bigint > 0 and id = %s$$, :other), 'nor from a cast'
);
select is(
    (select p.assignment_count from api_v1.patterns as p where p.pattern_code = '24_7'), 0::bigint, 'nor from a count'
);
select lives_ok(
    $$update api_v1.exceptions set description = 'x' where description like 'Secret\'$$, 'nor from a write'
);
reset role;
select is(
    (select array_agg(v.resource_code::text order by v.id) from sched_engine.visible_resources as v),
    array['SITE', 'AREA', 'LINE', 'M1', 'M2'], 'it holds for the owner of a view, whoever reads'
);

set local role sched_owner;
select is(
    (select count(*) from sched.schedule_exceptions as e where e.description = 'Secret work'),
    1::bigint, 'not for the owner of the tables: the engine plans with all of them'
);
set local role sched_oee_reader;
select is(
    (select count(*) from sched.schedule_exceptions as e where e.description = 'Secret work'),
    1::bigint, 'nor for other roles: what they are granted decides'
);

reset role;
select * from finish();
rollback;
