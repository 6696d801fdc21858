-- With its lists of occurrences, or cancelled from the start: one row, one event, one entry of the audit log.
begin;
select plan(4);
\ir ../../small_plant.psql

set local sched.now = '2030-03-16 08:00:00+00';
insert into api_v1.exceptions
(
    resource_code, exception_type, start_datetime, end_datetime, recurrence_rule, recurrence_excluded, recurrence_added,
    is_active, description
)
values (
    'M1', 'maintenance', '2030-03-20 08:00+00', '2030-03-20 09:00+00', 'FREQ=DAILY;COUNT=5',
    '{2030-03-21 08:00}', '{2030-04-01 08:00}', false, 'Daily'
);

select results_eq(
    $$select e.recurrence_excluded, e.recurrence_added, e.is_active from sched.schedule_exceptions as e$$,
    $$values ('{2030-03-21 08:00}'::timestamp[], '{2030-04-01 08:00}'::timestamp[], false)$$, 'as it was given'
);
select results_eq(
    $$select e.event_type from sched.events as e where e.event_type ~ '^exception'$$, array['exception.created'], 'and told once'
);
select is(
    (select count(*) from sched.audit_log as a where a.table_name = 'schedule_exceptions'), 1::bigint, 'and logged once'
);
select is(current_setting('sched.has_entered', true), 'on', 'so that others may enter theirs meanwhile');

select * from finish();
rollback;
