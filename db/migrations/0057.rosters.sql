-- What keeps stored rosters current, and the event that tells of it.
set local role sched_owner;

create type sched_engine.roster_difference as (
    stored sched.emp_schedules,
    planned sched.emp_schedules
);
comment on type sched_engine.roster_difference is
    'A row of the roster as it is stored and as it should be; null: it is not there, or should not be.';

create index emp_roster_changes_returned_for on sched.emp_roster_changes (returned_for_id)
where returned_for_id is not null;

alter table sched.emp_roster_changes
add constraint emp_roster_changes_extra_is_of_its_date check (
    start_time >= (schedule_date - 1)::timestamp at time zone 'UTC'
    and start_time < (schedule_date + 2)::timestamp at time zone 'UTC'
);

alter table sched.events drop constraint events_type_is_known;
alter table sched.events add constraint events_type_is_known check (event_type in (
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'calendar.expiring', 'resource.changed',
        'job.finished', 'roster.changed', 'ping'
)) not valid;
alter table sched.events validate constraint events_type_is_known;
alter table sched.webhook_subscriptions drop constraint webhooks_event_types_are_known;
alter table sched.webhook_subscriptions add constraint webhooks_event_types_are_known check (
    cardinality(event_types) > 0 and array_position(event_types, null) is null
    and event_types <@ array[
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'calendar.expiring', 'resource.changed',
        'job.finished', 'roster.changed'
    ]
);

-- Everybody has a row to lock, also whoever was entered before.
insert into sched.emp_generated_dates (employee_id)
select e.id from sched.emp_employees as e
on conflict do nothing;
