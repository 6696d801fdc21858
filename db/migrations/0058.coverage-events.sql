-- The events of coverage and of shifts on offer. In a step of its own, as that of rosters: edits come here last.
set local role sched_owner;

alter table sched.events drop constraint events_type_is_known;
alter table sched.events add constraint events_type_is_known check (event_type in (
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'calendar.expiring', 'resource.changed',
        'job.finished', 'roster.changed', 'coverage.gap_opened', 'coverage.gap_closed',
        'shift.offered', 'shift.taken', 'shift.withdrawn', 'ping'
)) not valid;
alter table sched.events validate constraint events_type_is_known;
alter table sched.webhook_subscriptions drop constraint webhooks_event_types_are_known;
alter table sched.webhook_subscriptions add constraint webhooks_event_types_are_known check (
    cardinality(event_types) > 0 and array_position(event_types, null) is null
    and event_types <@ array[
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'calendar.expiring', 'resource.changed',
        'job.finished', 'roster.changed', 'coverage.gap_opened', 'coverage.gap_closed',
        'shift.offered', 'shift.taken', 'shift.withdrawn'
    ]
);
