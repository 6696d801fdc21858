begin;
select plan(9);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-04 12:00+00', true);

do $$ begin perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01'); end $$;
create function pg_temp.machines(p_report jsonb) returns setof text language sql as $$
    select concat_ws(' ', m ->> 'resource_code', m ->> 'gained_hours', m ->> 'lost_hours', m ->> 'capacity_hours', '|',
        m ->> 'rows_added', m ->> 'rows_changed', m ->> 'rows_removed', '|', m ->> 'first_date', m ->> 'last_date')
    from jsonb_array_elements(p_report -> 'machines') as m
$$;
create function pg_temp.shifts(p_report jsonb) returns setof text language sql as $$
    select concat_ws(' ', s ->> 'shift_code', s ->> 'gained_hours', s ->> 'lost_hours')
    from jsonb_array_elements(p_report -> 'shifts') as s
$$;

-- Maintenance from 10:00 to 12:00 in a shift from 06:00 to 14:00: the row is shortened, and two follow.
create temp table stop as select sched_engine.what_if('{"kind": "exception", "resource": "M1", "type": "maintenance",
    "start": "2026-01-06 10:00", "end": "2026-01-06 12:00", "description": "Belt"}') as report;
select results_eq(
    'select pg_temp.machines(report) from stop', array['M1 0 2 -2 | 2 1 0 | 2026-01-06 2026-01-06'], 'a stop'
);
select results_eq('select pg_temp.shifts(report) from stop', array['D 0 2'], 'of one shift');
select results_eq(
    $$select
        c ->> 'resource_code', c -> 'before' ->> 'planned_end_time', c -> 'after' ->> 'planned_end_time',
        c -> 'after' ->> 'schedule_status', c -> 'after' ->> 'exception'
    from stop cross join jsonb_array_elements(report -> 'changes') as c$$,
    $$values
    ('M1', '2026-01-06T12:00:00+00:00', '2026-01-06T08:00:00+00:00', 'operating', null),
    ('M1', null, '2026-01-06T10:00:00+00:00', 'maintenance', 'Belt'),
    ('M1', null, '2026-01-06T12:00:00+00:00', 'operating', null)$$,
    'row by row, in UTC'
);
select results_eq(
    $$select report ->> 'machine_count', report ->> 'period', report ->> 'conflict' from stop$$,
    $$values ('1', '{"end": "2026-04-03", "start": "2026-01-04"}', null)$$,
    'of one machine, for three months around it'
);

-- Time that moves from one shift to another is neither gained nor lost by the machine.
create temp table day as select sched_engine.what_if('{"kind": "assign", "resource": "LINE", "pattern": "DAY_ONLY",
    "from": "2026-01-05", "to": "2026-01-05"}', '2026-01-01', '2026-01-31', 1) as report;
select results_eq(
    'select pg_temp.machines(report) from day',
    array['M1 0 8 -8 | 2 0 2 | 2026-01-05 2026-01-05', 'M2 0 8 -8 | 2 0 2 | 2026-01-05 2026-01-05'], 'another pattern'
);
select results_eq('select pg_temp.shifts(report) from day', array['A 0 16', 'D 6 6'], 'by shift, all machines together');
select is((select jsonb_array_length(report -> 'changes') from day), 1, 'as many rows as asked for');
select is(
    (select report -> 'total' from day),
    '{"machines": 2, "gained_hours": 0, "lost_hours": 16, "capacity_hours": -16, "rows_added": 4, "rows_changed": 0,
      "rows_removed": 4}',
    'in all'
);
select results_eq(
    $$select pg_temp.machines(sched_engine.what_if('{"kind": "exception", "resource": "M2", "type": "other",
        "start": "2026-01-06", "end": "2026-01-07", "impact": "reduced", "capacity_percent": 25}'))$$,
    array['M2 0 0 -12 | 0 2 0 | 2026-01-06 2026-01-06'], 'reduced capacity loses no hours, but what they are worth'
);

select * from finish();
rollback;
