begin;
select plan(6);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-05 12:00+00', true);

do $$ begin
    perform pg_temp.assign('M1', '24_7', '2025-01-01', '2026-11-30');
    perform pg_temp.observe('SITE', 1, 'EMPTY');
end $$;
select results_eq(
    $$select f.severity, f.code, f.first_date, f.last_date from sched_oee.lint_findings as f$$,
    $$values
    ('error', 'LINT-001', date '2026-01-05', date '2027-01-04'),
    ('warning', 'LINT-002', '2026-12-01', '2027-01-04'), ('info', 'LINT-003', '2026-01-05', '2027-01-04')$$,
    'errors, warnings, notes; from today for as many months as are always generated'
);
update sched.system_configuration set config_value = '6' where config_key = 'rolling_horizon_months';
select results_eq(
    $$select f.code, f.last_date from sched_engine.lint() as f$$,
    $$values ('LINT-001', date '2026-07-04'), ('LINT-003', '2026-07-04')$$, 'another horizon'
);
select results_eq(
    $$select f.code from sched_engine.lint('2026-12-01', '2026-12-31') as f$$,
    array['LINT-001', 'LINT-001', 'LINT-003'], 'other dates'
);
select throws_ok($$select * from sched_engine.lint('2026-12-01', '2026-11-30')$$, 'SC004', null, 'no period');

set local role sched_oee_reader;
select lives_ok('select * from sched_oee.lint_findings', 'OEE reads it');
set local role sched_anon;
select throws_ok('select * from sched_oee.lint_findings', '42501', null, 'nobody else does');
reset role;

select * from finish();
rollback;
