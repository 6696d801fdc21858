-- recurrence_occurrences: EXDATE removes, RDATE adds.
begin;
select plan(7);

prepare occurrences (text, timestamp[], timestamp[]) as
select * from sched_engine.recurrence_occurrences($1, '2025-01-01 08:00', $2, $3, '2025-01-02', '2025-01-05');

select results_eq(
    $$execute occurrences('FREQ=DAILY', '{2025-01-03 08:00}', '{2025-01-04 12:00,2025-01-02 06:00}')$$,
    array['2025-01-02 06:00', '2025-01-02 08:00', '2025-01-04 08:00', '2025-01-04 12:00']::timestamp[],
    'removed and added'
);
select results_eq(
    $$execute occurrences('FREQ=DAILY', '{2025-01-03,2025-01-03 09:00}', '{}')$$,
    array['2025-01-02 08:00', '2025-01-03 08:00', '2025-01-04 08:00']::timestamp[],
    'only the exact moment is removed'
);
select results_eq(
    $$execute occurrences('FREQ=DAILY', null, '{2025-01-03 08:00,2025-01-03 08:00,2025-01-01,2025-01-05}')$$,
    array['2025-01-02 08:00', '2025-01-03 08:00', '2025-01-04 08:00']::timestamp[],
    'no moment twice, and none outside of the window'
);
select results_eq(
    $$execute occurrences('FREQ=YEARLY', '{2025-01-04}', '{2025-01-03,2025-01-04}')$$,
    array['2025-01-03']::timestamp[],
    'what is removed beats what is added'
);
select results_eq(
    $$execute occurrences('FREQ=DAILY;COUNT=3', '{2025-01-02 08:00}', null)$$,
    array['2025-01-03 08:00']::timestamp[],
    'COUNT counts what is removed'
);
select results_eq(
    $$execute occurrences(null, null, '{2025-01-03}')$$,
    array['2025-01-03']::timestamp[],
    'without a rule what is added'
);
select results_eq(
    $$select *
    from sched_engine.recurrence_occurrences(null, '2025-01-01 08:00', null, null, '2025-01-01', 'infinity')
    $$,
    array['2025-01-01 08:00']::timestamp[],
    'and the start'
);
select * from finish();
rollback;
