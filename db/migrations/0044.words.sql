-- Comments of tables, said as a person would.
set local role sched_owner;

comment on table sched.relay_networks is
    'Networks that webhooks may go to although they are not public (SCHED_RELAY_ALLOW of the relay started last). Registrations
are checked against them; the relay itself follows its own setting.';
comment on table sched.removed_history is
    'How far entries have been removed, once they were older than the retention setting of their table.';
comment on table sched.stale_dates is
    'Edits that have not been applied to the stored plan yet: small ones are applied at commit by their own transaction, large
ones by the relay or sched refresh. Empty when everything is current.';
comment on table sched.time_zones is
    'IANA time zones that a resource may have. Filled from the server''s time zone files each time the functions are loaded.
Names that PostgreSQL also reads as a fixed abbreviation (CET, EST, ...) are left out: they would silently lose their
clock changes.';
comment on table sched.webhook_endpoints is
    'How each webhook is doing: which relay delivers to it now, and whether it answers.';
comment on column sched.api_keys.role_name is 'The role of requests with this key.';
comment on column sched.api_keys.scope_resource_id is
    'Root of the subtree that the key is limited to; null for the whole plant. The key is deleted with the resource: without
its limit it would open more than it was made for.';
comment on column sched.events.epoch is 'The epoch it was written in (sched.feed_epochs).';
comment on column sched.events.resource_id is
    'The resource it is about; if there are several, the lowest one above them all; null: the whole plant.';
comment on column sched.feed_epochs.table_oid is
    'The oid of this table itself: it differs after a restore from a dump, even into the same cluster.';
comment on column sched.holiday_calendars.is_default is
    'Decides for resources without a calendar, own or inherited, where the time zone is in its country, or either has none. At
most one calendar is the default.';
comment on column sched.job_batches.machines is 'Number of machines.';
comment on column sched.job_batches.next_attempt_at is
    'When it may be tried again, after a failure that may pass, such as a full disk; null: at once.';
comment on column sched.jobs.arguments is 'The arguments of the request.';
comment on column sched.pattern_rules.shift_code is 'Code that OEE reports use, e.g. D, A, N; at most 10 characters.';
comment on column sched.relay_networks.told_at is 'When a relay first named it.';
comment on column sched.removed_history.removed_until is 'Everything after this moment is still there.';
comment on column sched.resource_calendar_assignments.priority is
    '1 is the highest; the first calendar with an entry on a date decides for that date.';
comment on column sched.schedule_changes.epoch is 'The epoch it was written in (sched.feed_epochs).';
comment on column sched.system_configuration.modified_by is 'Who last set it.';
comment on column sched.webhook_deliveries.next_attempt_at is 'It is not sent before this time.';
comment on column sched.webhook_endpoints.failing_since is 'When it stopped accepting deliveries; null: all is well.';
comment on column sched.webhook_subscriptions.headers is
    'Other headers of a delivery: an object of names and values.';
comment on column sched.webhook_subscriptions.is_active is 'False: kept, but told nothing.';
comment on column sched.webhook_subscriptions.webhook_name is 'What it is for; unique.';
