begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('LINE', 'TWO_SHIFT', '2025-01-01', '2026-03-31');
    perform pg_temp.assign('LINE', '24_7', '2026-05-01', '2026-10-31');
    perform pg_temp.assign('M2', 'DAY_ONLY', '2025-01-01', '2026-06-30');
end $$;

select results_eq(
    $$select f.severity, f.code, f.location, f.first_date, f.last_date, f.message
    from sched_engine.lint_missing_patterns('2026-01-01', '2026-12-31') as f order by f.first_date$$,
    $$values
    ('warning', 'LINT-002', 'LINE', date '2026-04-01', date '2026-04-30',
        'Pattern TWO_SHIFT ends on 2026-03-31, and nothing follows before 2026-05-01: M1.'),
    ('warning', 'LINT-002', 'LINE', '2026-11-01', '2026-12-31',
        'Pattern 24_7 ends on 2026-10-31, and nothing follows: M1, M2.')$$,
    'once for each assignment, with its machines; below another one nothing is missing'
);
select matches(
    (select f.remedy from sched_engine.lint_missing_patterns('2026-10-01', '2026-12-31') as f),
    'sched assign LINE PATTERN --from 2026-11-01', 'the remedy is a command'
);

do $$ begin perform pg_temp.assign('SITE', '24_7', '2020-01-01'); end $$;
select is_empty(
    $$select * from sched_engine.lint_missing_patterns('2026-01-01', '2026-12-31')$$,
    'what is inherited afterwards counts'
);

select * from finish();
rollback;
