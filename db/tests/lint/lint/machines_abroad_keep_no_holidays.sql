begin;
select plan(6);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_resource('SP', 'site', null, 'America/Sao_Paulo');
    perform pg_temp.add_resource('SP-L', 'work_center', 'SP');
    perform pg_temp.add_resource('SP-1', 'work_unit', 'SP-L', null, true);
    perform pg_temp.add_resource('SP-2', 'work_unit', 'SP-L', null, true);
    perform pg_temp.add_resource('SP-3', 'work_unit', 'SP', 'America/Detroit', true);
end $$;
create function pg_temp.found() returns setof text language sql as $$
    select concat_ws(' ', f.severity, f.subject, f.location, f.message, f.remedy)
    from sched_engine.lint('2026-01-01', '2026-12-31') as f
    where f.code = 'LINT-013'
$$;
select is_empty('select pg_temp.found()', 'without a default calendar that is as it was meant');

update sched.holiday_calendars set is_default = true where calendar_code = 'ZA';
select results_eq(
    'select pg_temp.found()',
    array[
        'warning resource SP It has no holidays (2 machines): no calendar is assigned, and the default one, ZA, is for ZA,'
        ' while America/Sao_Paulo is in BR. sched calendars import BR; sched calendars assign SP BR. If there are to be'
        ' no holidays, assign a calendar without entries.',
        'warning resource SP-3 It has no holidays (1 machine): no calendar is assigned, and the default one, ZA, is for ZA,'
        ' while America/Detroit is in US. sched calendars assign SP-3 US. If there are to be no holidays, assign a'
        ' calendar without entries.'
    ],
    'once for each resource that gives them their clock'
);
select is(
    (select k.zone_country from sched_engine.machines_abroad(array[pg_temp.id('SP-2')]) as k), 'BR', 'the country of the clock is known'
);

create temporary table places as select r.resource_code, r.id from sched.resources as r;
create function pg_temp.limit_to(p_code text) returns text language sql as $$
    select set_config('sched.scope', (select array[p.id]::text from places as p where p.resource_code = p_code), true)
$$;
do $$ begin perform pg_temp.limit_to('SP-L'); end $$;
select ok(
    (select string_agg(f, '') ~ '^warning resource SP-L .*assign SP-L BR' from pg_temp.found() as f),
    'whoever is limited is told of what can be seen'
);
do $$ begin perform pg_temp.limit_to('SITE'); end $$;
select is_empty('select pg_temp.found()', 'and of nothing else');
do $$ begin
    perform set_config('sched.scope', '', true);
    perform pg_temp.observe('SP', 1, 'FERIADOS');
end $$;
select is_empty('select pg_temp.found()', 'a calendar puts it right, without entries too');

select * from finish();
rollback;
