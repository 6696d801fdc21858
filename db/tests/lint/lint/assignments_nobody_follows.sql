begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_resource('STORE', 'area', 'SITE');
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2020-01-01', '2024-12-31');
    perform pg_temp.assign('AREA', '24_7', '2025-01-01');
    perform pg_temp.assign('STORE', '24_7', '2026-02-01', '2026-02-28');
    perform pg_temp.assign('LINE', 'DAY_ONLY', '2025-01-01', '2027-12-31');
end $$;

select results_eq(
    $$select f.severity, f.code, f.location, f.first_date, f.last_date, substring(f.message from ': (.*)\.$')
    from sched_engine.lint_assignments('2026-01-01', '2026-12-31') as f order by f.location$$,
    $$values
    ('warning', 'LINT-008', 'AREA', date '2026-01-01', date '2026-12-31',
        'all at and below it have patterns of their own on those dates'),
    ('warning', 'LINT-008', 'STORE', '2026-02-01', '2026-02-28', 'no scheduled machine is at or below it')$$,
    'overridden everywhere, or above nobody; ended ones do not matter'
);
select is_empty(
    $$select * from sched_engine.lint_assignments('2026-01-01', '2028-12-31') where location = 'AREA'$$,
    'one that decides later on is reached'
);
do $$ begin perform pg_temp.add_resource('M3', 'work_unit', 'AREA', null, true); end $$;
select is_empty(
    $$select * from sched_engine.lint_assignments('2026-01-01', '2026-12-31') where location = 'AREA'$$,
    'or for one machine'
);

select * from finish();
rollback;
