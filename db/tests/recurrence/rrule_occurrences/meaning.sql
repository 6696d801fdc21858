-- What BY parts mean where it is easy to get wrong.
begin;
select plan(16);

prepare days (text, date, date, date) as
select o.moment::date from sched_engine.rrule_occurrences($1, $2, $3, $4) as o (moment);

select results_eq(
    $$execute days('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2023-01-01', '2023-01-01', '2033-01-01')$$,
    array['2024-02-29', '2028-02-29', '2032-02-29']::date[],
    '29 February is in leap years only'
);
select results_eq(
    $$execute days('FREQ=YEARLY', '2096-02-29', '2096-01-01', '2108-01-01')$$,
    array['2096-02-29', '2104-02-29']::date[],
    'and not in 2100'
);
select results_eq(
    $$execute days('FREQ=MONTHLY', '2025-01-31', '2025-01-01', '2025-08-01')$$,
    array['2025-01-31', '2025-03-31', '2025-05-31', '2025-07-31']::date[],
    'months without a 31st are left out'
);
select results_eq(
    $$execute days('FREQ=MONTHLY;BYMONTHDAY=-1', '2024-01-01', '2024-01-01', '2024-04-01')$$,
    array['2024-01-31', '2024-02-29', '2024-03-31']::date[],
    'the last day of each month'
);
select results_eq(
    $$execute days('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR,SA,SU', '2024-01-01',
        '2024-01-01', '2024-04-01')$$,
    array['2024-01-31', '2024-02-29', '2024-03-31']::date[],
    'said by BYSETPOS'
);
select results_eq(
    $$execute days('FREQ=YEARLY;BYYEARDAY=60,-1', '2023-01-01', '2023-01-01', '2025-01-01')$$,
    array['2023-03-01', '2023-12-31', '2024-02-29', '2024-12-31']::date[],
    'BYYEARDAY counts 29 February'
);
select results_eq(
    $$execute days('FREQ=YEARLY;BYDAY=-1SU,1MO', '2025-01-01', '2025-01-01', '2026-01-01')$$,
    array['2025-01-06', '2025-12-28']::date[],
    'a numbered day counts in the year ...'
);
select results_eq(
    $$execute days('FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU', '2025-01-01', '2025-01-01', '2026-01-01')$$,
    array['2025-03-30', '2025-10-26']::date[],
    '... but in the month if months are named'
);
select results_eq(
    $$execute days('FREQ=MONTHLY;BYDAY=5FR', '2025-01-01', '2025-01-01', '2025-06-01')$$,
    array['2025-01-31', '2025-05-30']::date[],
    'months without a fifth Friday are left out'
);
select results_eq(
    $$execute days('FREQ=MONTHLY;BYDAY=MO,2TU', '2025-09-01', '2025-09-01', '2025-10-01')$$,
    array['2025-09-01', '2025-09-08', '2025-09-09', '2025-09-15', '2025-09-22', '2025-09-29']::date[],
    'plain and numbered days add up'
);
select results_eq(
    $$execute days('FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA', '2021-01-01', '2021-01-01', '2024-01-01')$$,
    array['2022-01-01', '2022-12-31', '2023-12-30']::date[],
    'the first of January may be in week 52 of the year before'
);
select results_eq(
    $$execute days('FREQ=YEARLY;BYWEEKNO=53', '2020-01-01', '2020-01-01', '2024-01-01')$$,
    array(select date '2020-12-28' + n from generate_series(0, 6) as n),
    'a week without BYDAY is all its days; most years have no week 53'
);
select results_eq(
    $$execute days('FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2024-01-01', '2024-01-01', '2025-12-01')$$,
    array['2024-01-01', '2024-12-30']::date[],
    'week 1 may begin in December'
);
select results_eq(
    $$execute days('FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU', '2023-01-01', '2023-01-01', '2024-12-01')$$,
    array['2023-01-01', '2023-12-31']::date[],
    'WKST moves the weeks'
);
select results_eq(
    $$execute days('FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1', '2025-01-01', '2025-01-01', '2025-01-14')$$,
    array['2025-01-01', '2025-01-06', '2025-01-13']::date[],
    'the first week begins at the start'
);
select results_eq(
    $$select * from sched_engine.rrule_occurrences('FREQ=MINUTELY;BYSECOND=60,30', '2025-01-01', '2025-01-01',
        '2025-01-01 00:01')$$,
    array['2025-01-01 00:00:30', '2025-01-01 00:00:59']::timestamp[],
    'a leap second is read as second 59'
);
select * from finish();
rollback;
