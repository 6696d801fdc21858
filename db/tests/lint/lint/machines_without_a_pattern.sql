begin;
select plan(4);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('M1', '24_7', '2026-02-01');
end $$;

select results_eq(
    $$select f.severity, f.code, f.location, f.first_date, f.last_date
    from sched_engine.lint_missing_patterns('2026-01-01', '2026-12-31') as f order by f.location$$,
    $$values
    ('warning', 'LINT-001', 'M1', date '2026-01-01', date '2026-01-31'),
    ('error', 'LINT-001', 'M2', date '2026-01-01', date '2026-12-31')$$,
    'an error where none comes, a warning where one comes later'
);

update sched.resources set requires_scheduling = false where resource_code = 'M2';
select results_eq(
    $$select f.location from sched_engine.lint_missing_patterns('2026-01-01', '2026-12-31') as f$$,
    array['M1'], 'only what requires scheduling'
);
select is_empty(
    $$select * from sched_engine.lint_missing_patterns('2026-02-01', '2026-12-31')$$, 'only the dates asked for'
);
do $$ begin perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01'); end $$;
select is_empty(
    $$select * from sched_engine.lint_missing_patterns('2026-01-01', '2026-12-31')$$, 'an inherited one is one'
);

select * from finish();
rollback;
