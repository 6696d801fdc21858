-- Whether dates are generated, and which, makes no difference; but what is stored comes first.
begin;
select plan(9);
\ir ../../small_plant.psql

select pg_temp.add_pattern('N', 1, '0 22:00-06:00 N', '0 06:00-14:00 D') \g /dev/null
select pg_temp.assign('SITE', 'N', '2025-01-01') \g /dev/null
select pg_temp.stop('SITE', 'maintenance', 'Boiler', '2025-03-10 20:00Z', '2025-03-11 02:00Z') \g /dev/null
select pg_temp.observe('SITE', 1, 'PLANT', '2025-03-12 Holiday') \g /dev/null
set local sched.now = '2025-03-01Z';

create function pg_temp.stretches(p_code text, p_from timestamptz, p_to timestamptz) returns setof tstzrange
language sql as $$
    select tstzrange(s.start_time, s.end_time)
    from sched_engine.operating_stretches(pg_temp.id(p_code), p_from, p_to) as s
    order by s.start_time
$$;

create temporary table computed as select * from pg_temp.stretches('M1', '2025-03-01Z', '2025-04-01Z') as s;
select is((select count(*)::integer from computed), 61, '31 days, 32 nights, but for those of the holiday');

select sched_engine.generate(array[pg_temp.id('M1')], d.first, d.last)
from (values
    (date '2025-03-05', date '2025-03-10'), ('2025-03-12', '2025-03-12'), ('2025-03-20', '2025-03-25')
) as d (first, last) \g /dev/null
select results_eq(
    $$select * from pg_temp.stretches('M1', '2025-03-01Z', '2025-04-01Z')$$, 'select * from computed',
    'partly stored'
);
select sched_engine.generate(array[pg_temp.id('M1')], '2025-02-01', '2025-04-30') \g /dev/null
select results_eq(
    $$select * from pg_temp.stretches('M1', '2025-03-01Z', '2025-04-01Z')$$, 'select * from computed',
    'all stored'
);

-- Whole stretches that overlap, and only those.
select results_eq(
    $$select * from pg_temp.stretches('M1', '2025-03-06 05:00Z', '2025-03-06 05:00:01Z')$$,
    $$values ('["2025-03-06 04:00+00","2025-03-06 12:00+00")'::tstzrange)$$,
    'whole, however short the question'
);
select is_empty($$select * from pg_temp.stretches('M1', '2025-03-06 12:00Z', '2025-03-06 20:00Z')$$,
    'half-open');

-- Changed rules: what is kept of the past is not covered twice by what is computed beside it.
set local sched.now = '2025-03-15Z';
delete from sched.resource_pattern_assignments;
select pg_temp.assign('SITE', '24_7', '2025-01-01') \g /dev/null
set constraints all immediate;
select is_empty($$
    select * from (
        select s, lag(s) over (order by s) as before from pg_temp.stretches('M1', '2025-01-20Z',
            '2025-05-10Z') as s
    ) as i
    where i.s && i.before
$$, 'stretches never overlap');
select is(
    api_v1.working_time(pg_temp.id('M1'), '2025-01-29Z', '2025-01-30Z'), '24:00:00',
    'computed as the rules of today say'
);
select is(
    api_v1.working_time(pg_temp.id('M1'), '2025-03-03Z', '2025-03-04Z'), '16:00:00',
    'kept as it was stored'
);
select is(
    api_v1.working_time(pg_temp.id('M1'), '2025-04-03Z', '2025-04-04Z'), '24:00:00',
    'the future follows'
);

select * from finish();
rollback;
