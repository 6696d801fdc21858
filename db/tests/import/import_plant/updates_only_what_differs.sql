begin;
select plan(8);
\ir plant.psql

create temp table file on commit drop as
select pg_temp.plant(
    'code|name|type|parent|zone|scheduled|active|metadata.maker|metadata.year|calendars',
    'T|Works|enterprise||UTC|||||ZA;US-MI',
    'T-S|Site|site|T|Europe/Berlin|true|false|Krones|2019|'
) as cells;
select lives_ok('select sched_engine.import_plant(f.cells) from file as f');
update sched.resources set metadata = '{"maker": "Krones", "year": 2019, "more": [1]}'
where resource_code = 'T-S';

select results_eq(
    'select i.unchanged from file as f cross join lateral sched_engine.import_plant(f.cells) as i',
    'values (2::bigint)',
    'a number that reads the same is the same, and facts that the file has no column for stay'
);
select results_eq(
    $$ select c.line, c.changed from sched_engine.plant_changes(pg_temp.plant(
        'code|name|scheduled|active', 'T|Works|true|', 'T-S|New name||'
    )) as c order by c.line $$,
    $$ values (2, array['requires_scheduling']), (3, array['resource_name']) $$,
    'columns that are not there and blank flags leave things alone'
);
select results_eq(
    $$ select i.inserted, i.updated, i.unchanged, i.calendars_assigned
        from sched_engine.import_plant(pg_temp.plant(
            'code|zone|metadata.maker|metadata.year|calendars', 'T|UTC|||', 'T-S|||2020|'
        )) as i $$,
    'values (0::bigint, 2::bigint, 0::bigint, 1::bigint)',
    'blank cells of zone, facts and calendars clear them'
);
select results_eq(
    $$ select r.resource_name::text, r.time_zone, r.requires_scheduling, r.is_active, r.metadata
        from sched.resources as r where r.resource_code = 'T-S' $$,
    $$ values ('Site', null::text, true, false, '{"year": "2020", "more": [1]}'::jsonb) $$,
    'and nothing else'
);
select is_empty(
    $$ select from sched.resource_calendar_assignments as c
        inner join sched.resources as r on r.id = c.resource_id where r.resource_code = 'T' $$,
    'the calendars are gone'
);
select results_eq(
    $$ select i.inserted, i.updated from sched_engine.import_plant(pg_temp.plant(
        'code|name|type|parent|zone', 'T-S2|Second|site|T|', 'T-S|Site|site||UTC'
    )) as i $$,
    'values (1::bigint, 1::bigint)',
    'a blank parent makes a root'
);
select results_eq(
    $$ select r.hierarchy_path from sched.resources as r
        where r.resource_code in ('T', 'T-S', 'T-S2') order by 1 $$,
    $$ values ('T'), ('T-S'), ('T.T-S2') $$,
    'what is not in the file stays'
);

select * from finish();
rollback;
