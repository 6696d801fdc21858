begin;
select plan(9);
\ir ../../small_plant.psql

select pg_temp.observe('SITE', 2, 'OWN', '2027-05-01 Saturday working', '2027-12-24 Eve working') as own \gset
insert into sched.holidays (calendar_id, holiday_name, recurrence_rule)
values (:own, 'May', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1');
create function pg_temp.found() returns setof text language sql as $$
    select concat_ws(' ', f.severity, f.code, f.subject, f.location, f.first_date, f.last_date, f.message)
    from sched_engine.lint_working_entries('2027-01-01', '2028-12-31') as f
$$;
create function pg_temp.remedy() returns setof text language sql as $$
    select f.remedy from sched_engine.lint_working_entries('2027-01-01', '2028-12-31') as f
$$;

select results_eq(
    'select pg_temp.found()',
    array['warning LINT-012 calendar OWN 2027-05-01 2027-05-01 Its working entry "Saturday" has no effect: '
        '"May" of the same calendar stops work on that date.'],
    'a recurring entry that stops work, beside a working one'
);
select results_eq(
    'select pg_temp.remedy()',
    array['Move the working day to a calendar of higher priority: sched holidays remove OWN 2027-05-01 "Saturday"; '
        'sched holidays add OTHER 2027-05-01 "Saturday" --working; sched calendars assign RESOURCE OTHER OWN'],
    'the remedy'
);
select results_eq(
    $$select holiday_date from sched_engine.effective_holidays(array[pg_temp.id('M1')], '2027-05-01', '2027-05-01')$$,
    array[date '2027-05-01'], 'work stops indeed'
);
select pg_temp.observe('SITE', 1, 'BEFORE', '2027-05-01 Saturday working') as before \gset
select is_empty(
    $$select holiday_date from sched_engine.effective_holidays(array[pg_temp.id('M1')], '2027-05-01', '2027-05-01')$$,
    'and does not any more with that remedy'
);
set local sched.now = '2025-02-01 00:00+00';
select is(
    (select count(*) from api_v1.lint_findings as f where f.code = 'LINT-012'), 0::bigint,
    'the list of findings looks at the months ahead only'
);
set local sched.now = '2027-02-01 00:00+00';
select is(
    (select f.location from api_v1.lint_findings as f where f.code = 'LINT-012'), 'OWN', 'and has it when they come near'
);

update sched.holidays set recurrence_rule = null, holiday_date = '2027-05-01' where holiday_name = 'May';
select results_eq(
    'select pg_temp.remedy()', array['Remove the one that is wrong: sched holidays remove OWN 2027-05-01 "May"'],
    'one of that date only can be removed'
);
update sched.holidays set source = 'imported' where holiday_name = 'May';
select is_empty('select pg_temp.found()', 'an imported one does not matter beside a manual one');
update sched.holidays set recurrence_rule = 'FREQ=WEEKLY;BYDAY=SA', holiday_date = null, affects_scheduling = false
where holiday_name = 'Saturday' and calendar_id = :own;
update sched.holidays set source = 'manual' where holiday_name = 'May';
select results_eq(
    'select pg_temp.found()',
    array['warning LINT-012 calendar OWN 2027-05-01 2027-05-01 Its working entry "Saturday" has no effect: '
        '"May" of the same calendar stops work on that date.'],
    'a working entry may recur as well'
);

select * from finish();
rollback;
