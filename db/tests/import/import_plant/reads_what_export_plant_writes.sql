begin;
select plan(3);
\ir plant.psql

set local sched.now = '2026-05-05 12:00Z';
select lives_ok($$ select sched_engine.import_plant(pg_temp.plant(
    'code|name|type|parent|zone|scheduled|active|pattern|from|calendars|metadata.maker',
    'T|T|site||UTC|false|true|24_7|2026-01-01|US-MI;ZA|',
    'T1| x|area|T|Asia/Kolkata|true|false|||GB-ENG|Krones',
    'T2|x|work_unit|T1|||||||'
)) $$);
update sched.resources
set resource_name = '  spaced', metadata = '{"none": null, "empty": "", "list": [1, {"a": 2.50}]}'
where resource_code = 'T2';
create temp table file on commit drop as
select jsonb_agg(jsonb_build_object('line', 1, 'values', (
    select
        to_jsonb(e) - '{metadata, further_assignments}'::text[]
        || coalesce(jsonb_object_agg('metadata.' || k.key, e.metadata ->> k.key), '{}')
    from (select distinct jsonb_object_keys(x.metadata) as key from sched_engine.export_plant() as x) as k
))) as cells
from sched_engine.export_plant('T') as e;

select results_eq(
    'select i.* from file as f cross join lateral sched_engine.import_plant(f.cells) as i',
    'values (0::bigint, 0::bigint, 3::bigint, 0::bigint, 0::bigint)',
    'what was exported is what is there'
);
select results_eq(
    $$ select e.resource_code, e.pattern_code, e.pattern_effective_date, e.calendar_codes,
            e.further_assignments
        from sched_engine.export_plant('T') as e $$,
    $$ values
        ('T', '24_7', date '2026-01-01', 'US-MI;ZA', 0::bigint), ('T1', null, null, 'GB-ENG', 0),
        ('T2', null, null, null, 0) $$,
    'with the pattern and the calendars of each resource itself'
);

select * from finish();
rollback;
