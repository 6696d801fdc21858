begin;
select plan(6);
\ir ../../small_plant.psql

-- 2026-02-07 is a Saturday; every other one the area is stopped, the first time on 2026-01-31.
set local sched.now = '2026-01-01 00:00:00+00';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
create function pg_temp.overtime(p_code text, p_start timestamptz, p_hours integer, p_rule text default null)
returns bigint language sql as $$
    select sched_engine.add_exception(
        pg_temp.id(p_code), 'overtime', p_start, p_start + p_hours * interval '1 hour', 'Overtime',
        p_recurrence_rule => p_rule
    )
$$;
select sched_engine.add_exception(
    pg_temp.id('AREA'), 'maintenance', '2026-01-31 06:00+02', '2026-01-31 10:00+02', 'Fire drill',
    p_recurrence_rule => 'FREQ=WEEKLY;INTERVAL=2;COUNT=5'
) as drill \gset
create function pg_temp.found() returns table (location bigint, severity text, finding text) language sql as $$
    select f.location::bigint, f.severity, concat_ws(' ', f.first_date, f.last_date, f.message)
    from sched_engine.lint_overtime('2026-01-01', '2026-12-31') as f
    where f.code = 'LINT-006' and f.subject = 'exception'
$$;

select pg_temp.overtime('M1', '2026-02-07 06:00+02', 4) as free \gset
select is_empty('select * from pg_temp.found()', 'overtime beside a stop is no finding');
select pg_temp.overtime('M1', '2026-02-14 07:00+02', 2) as whole \gset
select results_eq(
    'select * from pg_temp.found()',
    format(
        $$values (%s::bigint, 'warning', '2026-02-14 2026-02-14 Of its overtime on M1, 2 of 2 hours add nothing: '
        'exception %s (maintenance, Fire drill) stops the machine then.')$$, :whole, :drill
    ),
    'overtime within an occurrence of a stop from above'
);
select pg_temp.overtime('LINE', '2026-02-28 09:00+02', 4) as part \gset
select results_eq(
    format('select severity, finding from pg_temp.found() where location = %s', :part),
    format(
        $$values ('info', '2026-02-28 2026-02-28 Of its overtime on M1, M2, 2 of 8 hours add nothing: '
        'exception %s (maintenance, Fire drill) stops the machine then.')$$, :drill
    ),
    'of one that is stopped in part this is a note'
);
update sched.schedule_exceptions set is_active = false where id in (:free, :whole, :part);

select pg_temp.overtime('M1', '2026-02-07 08:00+02', 2, 'FREQ=WEEKLY;COUNT=6') as weekly \gset
select results_eq(
    format('select severity, finding from pg_temp.found() where location = %s', :weekly),
    format(
        $$values ('warning', '2026-02-14 2026-03-14 Of its overtime on M1, 6 of 12 hours add nothing: '
        'exception %s (maintenance, Fire drill) stops the machine then.')$$, :drill
    ),
    'overtime that recurs: which dates are stopped, and how much of all'
);
select is(
    (select count(*) from api_v1.lint_findings as f where f.code = 'LINT-006' and f.location::bigint = :weekly),
    1::bigint, 'it is among the findings of the HTTP API'
);
update sched.schedule_exceptions set recurrence_rule = 'FREQ=WEEKLY;INTERVAL=2;COUNT=3',
    start_datetime = start_datetime + interval '7 days', end_datetime = end_datetime + interval '7 days'
where id = :weekly;
select results_eq(
    format($$select f.message from sched_engine.lint('2026-01-01', '2026-12-31') as f
    where f.code = 'LINT-004' and f.location::bigint = %s$$, :weekly),
    array['Overtime on M1, "Overtime", changes nothing: other exceptions stop the machine then.'],
    'when no occurrence counts, the exception changes nothing'
);

select * from finish();
rollback;
