-- What lies in the window: not before p_from nor the start, before p_to; the start only if the rule meets it.
begin;
select plan(13);

prepare occurrences (text, timestamp, timestamp, timestamp) as
select * from sched_engine.rrule_occurrences($1, $2, $3, $4);

select results_eq(
    $$execute occurrences('FREQ=DAILY', '2025-01-01 08:00', '2025-01-02 08:00', '2025-01-04 08:00')$$,
    array['2025-01-02 08:00', '2025-01-03 08:00']::timestamp[],
    'p_from is included, p_to is not'
);
select results_eq(
    $$execute occurrences('FREQ=DAILY', '2025-01-03 08:00', '2024-01-01', '2025-01-05')$$,
    array['2025-01-03 08:00', '2025-01-04 08:00']::timestamp[],
    'nothing before the start'
);
select is_empty(
    $$execute occurrences('FREQ=DAILY', '2025-01-03 08:00', '2025-01-05', '2025-01-05')$$,
    'an empty window has nothing'
);
select is_empty(
    $$execute occurrences('FREQ=DAILY', '2025-01-03 08:00', '2025-01-07', '2025-01-05')$$,
    'nor has a reversed one'
);
select is_empty(
    $$execute occurrences(null, '2025-01-03 08:00', '2025-01-01', '2025-01-05')$$,
    'nothing for null'
);
select results_eq(
    $$execute occurrences('FREQ=WEEKLY;BYDAY=MO', '2025-01-01 08:00', '2025-01-01', '2025-01-10')$$,
    array['2025-01-06 08:00']::timestamp[],
    'a start that does not match is no occurrence'
);
select results_eq(
    $$execute occurrences('FREQ=WEEKLY;BYDAY=MO;COUNT=2', '2025-01-01 08:00', '2025-01-01', '2026-01-01')$$,
    array['2025-01-06 08:00', '2025-01-13 08:00']::timestamp[],
    'and does not count'
);
select results_eq(
    $$execute occurrences('FREQ=DAILY;COUNT=5', '2025-01-01 08:00', '2025-01-04', '2026-01-01')$$,
    array['2025-01-04 08:00', '2025-01-05 08:00']::timestamp[],
    'COUNT counts from the start, not from the window'
);
select results_eq(
    $$execute occurrences('FREQ=DAILY;UNTIL=20250103', '2025-01-01', '2025-01-02', '2026-01-01')$$,
    array['2025-01-02', '2025-01-03']::timestamp[],
    'UNTIL is included'
);
select results_eq(
    $$execute occurrences('FREQ=DAILY;UNTIL=20250103', '2025-01-01 08:00', '2025-01-02', '2026-01-01')$$,
    array['2025-01-02 08:00']::timestamp[],
    'a date in UNTIL is its first moment'
);
select results_eq(
    $$execute occurrences('FREQ=DAILY;UNTIL=20250103T080000Z', '2025-01-01 08:00', '2025-01-02', '2026-01-01')
    $$,
    array['2025-01-02 08:00', '2025-01-03 08:00']::timestamp[],
    'a Z after UNTIL changes nothing: it is wall time'
);
select results_eq(
    $$execute occurrences(' rrule:byday=mo,TU;freq=weekly ', '2025-01-01 08:00:00.9', '2025-01-06',
        '2025-01-08')$$,
    array['2025-01-06 08:00', '2025-01-07 08:00']::timestamp[],
    'any case and order, with or without RRULE:, and in whole seconds'
);
select results_eq(
    $$execute occurrences('FREQ=YEARLY;UNTIL=20300101', '2027-01-01', '-infinity', 'infinity')$$,
    array['2027-01-01', '2028-01-01', '2029-01-01', '2030-01-01']::timestamp[],
    'the window may be without bounds'
);
select * from finish();
rollback;
