-- Events about edits and the plan, and their delivery to webhooks.
set local role sched_owner;

create table sched.events (
    id bigint generated always as identity primary key,
    event_type text not null,
    resource_id bigint,
    path_ids bigint[] not null default '{}',
    occurred_at timestamptz not null default clock_timestamp(),
    epoch smallint not null,
    transaction_id xid8 not null default pg_current_xact_id(),
    data jsonb not null,
    constraint events_type_is_known check (event_type in (
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'resource.changed', 'job.finished', 'ping'
    ))
);
create index events_feed on sched.events (epoch, transaction_id, id);
create index events_time on sched.events (occurred_at);

comment on table sched.events is
    'What other systems may want to be told: written by the edit or generation itself, in its transaction.';
comment on column sched.events.resource_id is
    'The resource it is about: of several, the lowest that they all are below; null: the whole plant.';
comment on column sched.events.path_ids is 'Ids from the root to that resource.';
comment on column sched.events.epoch is 'The cluster it was written in (sched.feed_epochs).';
comment on column sched.events.transaction_id is 'Orders events as schedule_changes are ordered, so that none is missed.';
comment on column sched.events.data is 'The event''s own part of the message: date, old_value, new_value and more.';

alter table sched.webhook_subscriptions drop constraint webhooks_event_types_are_known;
alter table sched.webhook_subscriptions add constraint webhooks_event_types_are_known check (
    cardinality(event_types) > 0 and array_position(event_types, null) is null
    and event_types <@ array[
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'resource.changed', 'job.finished'
    ]
);
alter table sched.webhook_subscriptions add column previous_secret text;
alter table sched.webhook_subscriptions add column previous_secret_until timestamptz;
comment on column sched.webhook_subscriptions.previous_secret is
    'The secret before the last rotation; deliveries are signed with both until previous_secret_until.';

create table sched.webhook_endpoints (
    subscription_id bigint primary key references sched.webhook_subscriptions (id) on delete cascade,
    claim_id uuid,
    lease_until timestamptz,
    failures integer not null default 0,
    failing_since timestamptz,
    open_until timestamptz,
    disabled_at timestamptz,
    disabled_reason text
);
comment on table sched.webhook_endpoints is
    'How it goes with each webhook: who delivers to it now, and whether it answers.';
comment on column sched.webhook_endpoints.claim_id is 'The relay that delivers to it, until lease_until.';
comment on column sched.webhook_endpoints.failures is 'Failures since the last success.';
comment on column sched.webhook_endpoints.failing_since is 'Since when nothing was accepted; null: all is well.';
comment on column sched.webhook_endpoints.open_until is
    'Nothing is sent before then; after it one delivery is tried, and its success lets the others follow.';

create type sched.delivery_state as enum ('pending', 'delivered', 'failed');
comment on type sched.delivery_state is 'How far a delivery has come; failed: given up, kept for a replay.';

create table sched.webhook_deliveries (
    id bigint generated always as identity primary key,
    subscription_id bigint not null references sched.webhook_subscriptions (id) on delete cascade,
    event_id bigint not null references sched.events (id) on delete cascade,
    state sched.delivery_state not null default 'pending',
    attempts smallint not null default 0,
    next_attempt_at timestamptz not null default clock_timestamp(),
    created_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    status smallint,
    duration_ms integer,
    answer text
);
create index webhook_deliveries_pending on sched.webhook_deliveries (subscription_id, event_id) where state = 'pending';
create index webhook_deliveries_due on sched.webhook_deliveries (subscription_id, next_attempt_at)
where state = 'pending';
create index webhook_deliveries_event on sched.webhook_deliveries (event_id);
create index webhook_deliveries_finished on sched.webhook_deliveries (finished_at);
comment on table sched.webhook_deliveries is
    'One event to be told to one webhook. At least once; in order for each resource.';
comment on column sched.webhook_deliveries.next_attempt_at is 'Not before then.';
comment on column sched.webhook_deliveries.status is 'HTTP status of the last attempt; null: there was no answer.';
comment on column sched.webhook_deliveries.duration_ms is 'How long the last attempt took.';
comment on column sched.webhook_deliveries.answer is 'First characters of the answer to the last attempt, or what went wrong.';

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
('event_retention_days', '30', 'setting', 'Days that events and finished deliveries are kept, 7 to 3650.', 'SYSTEM');
