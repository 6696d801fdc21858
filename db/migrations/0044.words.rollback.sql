set local role sched_owner;

comment on table sched.relay_networks is
    'Networks that webhooks may go to although they are not public, as the relay that was started last told
(SCHED_RELAY_ALLOW). Registrations are checked by it; the relay itself goes by its own setting.';
comment on table sched.removed_history is
    'Up to when entries were removed, because they had been kept long enough.';
comment on table sched.stale_dates is
    'Edits whose effect on the stored plan is still to be applied: by the same transaction at commit when small, by
sched refresh or the worker when large. Empty when everything is current.';
comment on table sched.time_zones is
    'IANA time zones a resource may live in. Filled from the server''s time zone files each time the functions are
applied. Names that PostgreSQL also reads as a fixed abbreviation (CET, EST, ...) are left out: there they would
silently lose their clock changes.';
comment on table sched.webhook_endpoints is
    'How it goes with each webhook: who delivers to it now, and whether it answers.';
comment on column sched.api_keys.role_name is 'The role that requests with this key have.';
comment on column sched.api_keys.scope_resource_id is
    'Root of the subtree that the key is limited to; null for the whole plant. The key goes when the resource is deleted:
without its limit it would open more than it was made for.';
comment on column sched.events.epoch is 'The epoch it was told in (sched.feed_epochs).';
comment on column sched.events.resource_id is
    'The resource it is about: of several, the lowest that they all are below; null: the whole plant.';
comment on column sched.feed_epochs.table_oid is
    'The oid of this very table: another one after a restore from a dump, also into the same cluster.';
comment on column sched.holiday_calendars.is_default is
    'Decides for resources that have no calendar on their path to the root, where the time zone is of its country or of
none. At most one calendar is the default.';
comment on column sched.job_batches.machines is 'How many they are.';
comment on column sched.job_batches.next_attempt_at is
    'Not before then, because the last attempt failed by what passes, such as a full disk; null: at once.';
comment on column sched.jobs.arguments is 'What was asked for.';
comment on column sched.pattern_rules.shift_code is 'Code that OEE reports by, e.g. D, A, N; at most 10 characters.';
comment on column sched.relay_networks.told_at is 'When a relay told of it first.';
comment on column sched.removed_history.removed_until is 'Everything after that is still there.';
comment on column sched.resource_calendar_assignments.priority is
    '1 is asked first; the first calendar with an entry on a date decides for that date.';
comment on column sched.schedule_changes.epoch is 'The epoch it was told in (sched.feed_epochs).';
comment on column sched.system_configuration.modified_by is 'Who set it last.';
comment on column sched.webhook_deliveries.next_attempt_at is 'Not before then.';
comment on column sched.webhook_endpoints.failing_since is 'Since when nothing was accepted; null: all is well.';
comment on column sched.webhook_subscriptions.headers is
    'Further headers of a delivery: an object of names and values.';
comment on column sched.webhook_subscriptions.is_active is 'False: kept, but not told.';
comment on column sched.webhook_subscriptions.webhook_name is 'What it is for; used once.';
