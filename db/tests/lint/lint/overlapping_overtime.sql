begin;
select plan(4);
\ir ../../small_plant.psql

create function pg_temp.overtime(p_code text, p_start timestamptz, p_hours integer, p_rule text default null)
returns bigint language sql as $$
    insert into sched.schedule_exceptions (
        resource_id, exception_type, impact_type, description, start_datetime, end_datetime, recurrence_rule,
        created_by
    )
    values (
        pg_temp.id(p_code), 'overtime', 'additional', 'Overtime', p_start, p_start + p_hours * interval '1 hour', p_rule,
        'test'
    )
    returning id
$$;
create temp table made as
select
    pg_temp.overtime('LINE', '2026-02-07 08:00+02', 4) as line,
    pg_temp.overtime('M1', '2026-02-07 11:00+02', 4) as machine,
    pg_temp.overtime('M2', '2026-02-07 12:00+02', 4) as later;

select results_eq(
    $$select f.severity, f.code, f.first_date, f.last_date, f.message like '%on M1: %'
    from sched_engine.lint_overtime('2026-01-01', '2026-12-31') as f$$,
    $$values ('warning', 'LINT-006', date '2026-02-07', date '2026-02-07', true)$$,
    'overtime of the line and of a machine on it; what only touches is none'
);
select results_eq(
    $$select f.location from sched_engine.lint_overtime('2026-01-01', '2026-12-31') as f$$,
    $$select least(line, machine)::text from made$$, 'told of the one that gives way: the newest has the time'
);
select is_empty($$select * from sched_engine.lint_overtime('2026-03-01', '2026-12-31')$$, 'only in the period');
do $$ begin perform pg_temp.overtime('M2', '2026-03-07 08:00+02', 6, 'FREQ=HOURLY;INTERVAL=4;COUNT=3'); end $$;
select results_eq(
    $$select f.first_date, f.message from sched_engine.lint_overtime('2026-03-01', '2026-12-31') as f$$,
    $$values (date '2026-03-07', 'Its overtime overlaps itself on M2: the time counts once.')$$,
    'one that repeats before it is over'
);

select * from finish();
rollback;
