-- Holiday calendars that run out: further years of public holidays are added, or webhooks are told. And jobs
-- remember whom they told.
set local role sched_owner;

alter table sched.events drop constraint events_type_is_known;
alter table sched.events add constraint events_type_is_known check (event_type in (
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'calendar.expiring', 'resource.changed',
        'job.finished', 'ping'
));
alter table sched.webhook_subscriptions drop constraint webhooks_event_types_are_known;
alter table sched.webhook_subscriptions add constraint webhooks_event_types_are_known check (
    cardinality(event_types) > 0 and array_position(event_types, null) is null
    and event_types <@ array[
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'calendar.expiring', 'resource.changed',
        'job.finished'
    ]
);

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
('holiday_calendar_refresh', 'true', 'setting',
'Whether further years are added to calendars of public holidays before their last entry is reached: true or false.',
'SYSTEM');

alter table sched.job_batches add column webhook_ids bigint[] not null default '{}';
comment on column sched.job_batches.webhook_ids is 'Webhooks that are told of what it did.';
drop function if exists sched_engine.scheduled_webhooks();
