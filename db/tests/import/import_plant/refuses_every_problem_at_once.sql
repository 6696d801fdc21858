begin;
select plan(4);
\ir plant.psql

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('T', 'Works', 'enterprise', 'UTC');
create temp table file on commit drop as
select pg_temp.plant(
    'code|name|type|parent|zone|scheduled|pattern|from|calendars|metadata.note|colour',
    'T-GOOD|Good|site|T|UTC|true|24_7|2026-01-01|ZA||',
    'T-GOOD|Again|site|T|UTC|true|||||',
    'T-KIND|Wrong type|machine|T|UTC||||||',
    'T-LOST|Lost|area|T-GOOT|||||||',
    'T-HIGH|Too high|site|T-LOW|||||||',
    'T-LOW|Low|area|T|||||||',
    'T-SELF|Narcissus|area|T-SELF|||||||',
    'T-ZONE|Zone|area|T|FooBar1||||||',
    'T-FLAG|Flag|area|T||perhaps|||||',
    'T-PAT|Pattern|area|T|||TWOSHIFT|2026-01-01|||',
    'T-DATE|Date|area|T|||24_7|31/01/2026|||',
    'T-EVER|Forever|area|T|||24_7|infinity|||',
    'T-LONE|Date alone|area|T||||2026-01-01|||',
    'T-CAL|Calendar|area|T|||||ZZ;ZA||',
    'T-CAL2|Calendar|area|T|||||ZA, ZA||',
    'T-ROOT|Root|enterprise||||||||',
    '|No code|area|T|||||||',
    'T,COMMA|Comma|area|T|||||||',
    'T-BLANK||area|T|||||||',
    'T-LONG|' || repeat('x', 201) || '|area|T|||||||',
    'T-META|Fact|area|T||||||' || repeat('x', 10001) || '|'
) as cells;

select results_eq(
    'select c.line, c.column_name from file as f cross join lateral sched_engine.check_plant(f.cells) as c',
    $$
        values
        (null::integer, 'colour'), (3, 'resource_code'), (4, 'resource_type'), (5, 'parent_code'),
        (6, 'parent_code'), (8, 'parent_code'), (9, 'time_zone'), (10, 'requires_scheduling'),
        (11, 'pattern_code'), (12, 'pattern_effective_date'), (13, 'pattern_effective_date'),
        (14, 'pattern_effective_date'), (15, 'calendar_codes'), (16, 'calendar_codes'), (17, 'time_zone'),
        (18, 'resource_code'),
        (19, 'resource_code'), (20, 'resource_name'), (21, 'resource_name'), (22, 'metadata.note')
    $$,
    'every bad row is found, and no good one'
);
select results_eq(
    $$
        select c.line, c.remedy from file as f cross join lateral sched_engine.check_plant(f.cells) as c
        where c.line in (5, 11)
    $$,
    $$
        values
        (5, 'Did you mean T-GOOD or T-ROOT? Correct the code, or add the parent.'),
        (11, 'Did you mean TWO_SHIFT? Correct the code, or create it first. Known: 24_7, CUSTOM, DAY_ONLY, '
        || 'EXTENDED, TWO_SHIFT.')
    $$,
    'the remedy names what may be meant'
);
select throws_ok(
    'select sched_engine.import_plant(f.cells) from file as f', 'SC009',
    'Nothing was imported: 20 problems were found.'
);
select results_eq(
    $$ select r.resource_code::text from sched.resources as r where r.resource_code like 'T%' $$,
    $$ values ('T') $$,
    'nothing was written'
);

select * from finish();
rollback;
