begin;
select plan(11);
\ir ../../small_plant.psql

select pg_temp.assign('SITE', '24_7', '2025-01-01') as assignment \gset
select throws_ok(
    format('select * from sched_engine.generate(null, %L, %L)', t.first, t.last), 'SC004', null, t.what
)
from (values
    ('2025-02-01', '2025-01-31', 'an end before the start'),
    (null, '2025-01-31', 'no start'),
    ('2025-01-01', null, 'no end'),
    ('2025-01-01', 'infinity', 'for ever'),
    ('-infinity', '2025-01-01', 'since ever'),
    ('1900-01-01', '1900-01-31', 'before 1970'),
    ('2199-12-01', '2200-01-01', 'after 2199'),
    ('2025-01-01', '2124-12-31', 'a hundred years')
) as t (first, last, what);
select is_empty('select * from sched.equipment_schedules', 'nothing was written');
select lives_ok(
    $$select * from sched_engine.generate('{}', '2025-01-01', '2034-12-31')$$, 'ten years are fine'
);
select throws_ok(
    $$select * from sched_engine.generate('{}', '2025-01-01', '2035-01-01')$$,
    'SC004', null, 'a day more is not'
);

select * from finish();
rollback;
