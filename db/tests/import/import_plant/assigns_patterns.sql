begin;
select plan(8);
\ir plant.psql

set local sched.now = '2026-05-05 12:00Z';
select results_eq(
    $$ select i.inserted, i.patterns_assigned from sched_engine.import_plant(pg_temp.plant(
        'code|name|type|parent|zone|pattern|from',
        'T|T|site||UTC|24_7|2026-01-01', 'T1|x|area|T||TWO_SHIFT|', 'T2|x|area|T|||'
    ), '2026-02-01') as i $$,
    'values (3::bigint, 2::bigint)',
    'patterns are assigned'
);
create temp view own as
select r.resource_code::text, p.pattern_code::text, a.effective_date::date, a.end_date::date
from sched.resource_pattern_assignments as a
inner join sched.resources as r on r.id = a.resource_id
inner join sched.operating_patterns as p on p.id = a.pattern_id
where r.resource_code like 'T%'
order by r.resource_code, a.effective_date;
select results_eq(
    'select * from own',
    $$ values ('T', '24_7', date '2026-01-01', null::date), ('T1', 'TWO_SHIFT', '2026-02-01', null) $$,
    'from the date in the row, else the one given'
);
select results_eq(
    $$ select i.updated, i.unchanged from sched_engine.import_plant(pg_temp.plant(
        'code|pattern|from', 'T|24_7|2026-03-01', 'T1|TWO_SHIFT|', 'T2||'
    )) as i $$,
    'values (0::bigint, 3::bigint)',
    'a pattern in force on that date is not assigned again, and no pattern is not "no longer any"'
);
select results_eq(
    $$ select i.updated, i.patterns_assigned from sched_engine.import_plant(pg_temp.plant(
        'code|pattern', 'T|DAY_ONLY', 'T2|EXTENDED'
    )) as i $$,
    'values (2::bigint, 2::bigint)',
    'another one is'
);
select results_eq(
    'select * from own',
    $$ values
        ('T', '24_7', date '2026-01-01', date '2026-05-04'), ('T', 'DAY_ONLY', '2026-05-05', null),
        ('T1', 'TWO_SHIFT', '2026-02-01', null), ('T2', 'EXTENDED', '2026-05-05', null) $$,
    'from today when there is no date; the old one ends the day before'
);
prepare clash as select sched_engine.import_plant(pg_temp.plant(
    'code|name|pattern|from',
    'T|Renamed|TWO_SHIFT|2026-02-01', 'T1|Renamed|24_7|2025-12-01', 'T2|Renamed|24_7|2026-06-01'
));
select throws_ok('clash', 'SC009', 'Nothing was imported: 2 problems were found.');
select is_empty(
    $$ select from sched.resources as r where r.resource_name = 'Renamed' $$,
    'a pattern that would overlap another takes everything back'
);
select is((select count(*) from own), 4::bigint, 'also the patterns that would have been fine');

select * from finish();
rollback;
