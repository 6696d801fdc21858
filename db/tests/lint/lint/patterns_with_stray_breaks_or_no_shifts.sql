begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('ROUND', 7, '6 22:00-06:00 N', '0 02:00-02:30 break');
    perform pg_temp.add_pattern('STRAY', 7, '1 06:00-14:00 D', '2 10:00-10:15 break', '1 13:45-14:15 break');
    perform pg_temp.add_pattern('BARE', 7, '3 12:00-13:00 break');
    perform pg_temp.assign('SITE', 'CUSTOM', '2026-01-01', '2026-06-30');
    perform pg_temp.assign('M2', 'BARE', '2026-03-01');
end $$;

select results_eq(
    $$select f.severity, f.location, f.message from sched_engine.lint_patterns('2026-01-01', '2026-12-31') as f
    where f.code = 'LINT-007' order by f.location, f.message$$,
    $$values
    ('warning', 'BARE', 'The break on day 3, 12:00-13:00, lies in no shift.'),
    ('info', 'STRAY', 'The break on day 1, 13:45-14:15, lies partly outside of its shift.'),
    ('warning', 'STRAY', 'The break on day 2, 10:00-10:15, lies in no shift.')$$,
    'breaks outside of shifts; one in a shift that runs around the end of the cycle lies in it'
);
select results_eq(
    $$select f.severity, f.location, f.first_date, f.last_date, f.message
    from sched_engine.lint_patterns('2026-01-01', '2026-12-31') as f where f.code = 'LINT-011' order by f.location$$,
    $$values
    ('warning', 'BARE', date '2026-03-01', date '2026-12-31', 'It has no shifts, and 1 machine follows it: M2.'),
    ('warning', 'CUSTOM', '2026-01-01', '2026-06-30', 'It has no shifts, and 2 machines follow it: M1, M2.')$$,
    'patterns without shifts that machines follow'
);
select is_empty(
    $$select * from sched_engine.lint_patterns('2027-01-01', '2027-12-31') where location = 'CUSTOM'$$,
    'nobody follows it any more'
);

select * from finish();
rollback;
