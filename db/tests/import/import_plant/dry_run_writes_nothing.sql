begin;
select plan(3);
\ir plant.psql

create temp table file on commit drop as
select pg_temp.plant(
    'code|name|type|parent|zone|pattern|calendars', 'T|T|site||UTC|24_7|ZA', 'T1|x|area|T||TWO_SHIFT|'
) as cells;
select results_eq(
    'select i.* from file as f cross join lateral sched_engine.import_plant(f.cells, p_dry_run => true) as i',
    'values (2::bigint, 0::bigint, 0::bigint, 2::bigint, 1::bigint)',
    'a dry run counts what an import would do'
);
select is_empty($$ select from sched.resources as r where r.resource_code like 'T%' $$, 'but does not do it');
select is_empty(
    $$ select from sched.audit_log as l where l.new_values ->> 'resource_code' like 'T%' $$,
    'nor is it recorded'
);

select * from finish();
rollback;
