begin;
\ir ../../small_team.psql
select plan(4);

select results_eq(
    $$select * from sched_engine.absence_times(1, '2026-07-01 14:00+00', '2026-07-01 16:30:30+00')$$,
    $$values ('2026-07-01 10:00', '2026-07-01 12:30:30')$$, 'by the clock'
);
select results_eq(
    $$select * from sched_engine.absence_times(1, '2026-11-01 06:30+00', '2026-11-01 08:00+00')$$,
    $$values ('2026-11-01 06:30:00+00', '2026-11-01 08:00:00+00')$$, 'the second half past one says so'
);
select results_eq(
    $$select * from sched_engine.absence_times(1, null, null)$$, $$values (null::text, null::text)$$, 'whole days have none'
);
select results_eq(
    $$select bool_and(
        sched_engine.employee_instant(1, t.start_local) = i.moment
        and sched_engine.employee_instant(1, t.end_local, left(t.start_local, 10)::date) = i.moment + interval '90 minutes'
    )
    from generate_series(timestamptz '2026-10-31 00:00+00', '2026-11-02 00:00+00', '15 minutes') as i (moment)
    cross join lateral sched_engine.absence_times(1, i.moment, i.moment + interval '90 minutes') as t$$,
    'values (true)', 'what is written is read as the same instant, also on the night of the change'
);

select * from finish();
rollback;
