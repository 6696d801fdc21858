begin;
select plan(9);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql

create function pg_temp.why(p_code text, p_at timestamptz) returns jsonb language sql as $$
    select sched_engine.explain_coverage(pg_temp.id(p_code), p_at)
$$;

select is(
    pg_temp.why('AREA', '2026-01-06 06:00+00') #>> '{verdict,why}',
    'No requirement is entered for it, above it or below it.', 'nobody asks for people'
);
select pg_temp.need('AREA', 2) as area \gset
select is(pg_temp.why('AREA', '2026-01-06 06:00+00') #>> '{verdict,why}', '1 missing of 2 required.', 'one is missing');
select is(
    pg_temp.why('M1', '2026-01-06 06:00+00') #>> '{verdict,status}', 'short', 'what is required above holds for a machine'
);
select is(
    pg_temp.why('AREA', '2026-01-06 06:00+00') #>> '{requirements,0,why}',
    '2 people at AREA while any machine operates; 2 do: M1, M2.', 'why they are required'
);
select is(
    pg_temp.why('AREA', '2026-01-06 06:00+00') #>> '{requirements,0,counted,0,employee_number}', 'C', 'who is counted'
);
select is(
    pg_temp.why('AREA', '2026-01-06 06:00+00') #>> '{requirements,0,not_counted,0,why}',
    sched_engine.explain_no_shift(pg_temp.person('A'), '2026-01-06'), 'why another is not there'
);
select is(
    pg_temp.why('AREA', '2026-01-04 06:00+00') #>> '{verdict,why}', 'Everybody who is required is there.', 'enough'
);
insert into sched.emp_absences (employee_id, absence_kind, start_date, end_date)
select pg_temp.person('A'), 'sick', '2026-01-04', '2026-01-04';
select pg_temp.commit();
select matches(
    pg_temp.why('AREA', '2026-01-04 06:00+00') #>> '{requirements,0,not_counted,0,why}', '^A is absent', 'who is absent'
);
select is(
    pg_temp.why('AREA', '2026-01-04 01:00+00') #>> '{verdict,status}', 'nobody_required', 'nothing runs at night'
);

select * from finish();
rollback;
