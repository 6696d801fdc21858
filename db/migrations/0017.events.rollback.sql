set local role sched_owner;

delete from sched.system_configuration
where config_key = 'event_retention_days';
drop table sched.webhook_deliveries cascade;
drop type sched.delivery_state;
drop table sched.webhook_endpoints cascade;
alter table sched.webhook_subscriptions drop column previous_secret_until;
alter table sched.webhook_subscriptions drop column previous_secret;
alter table sched.webhook_subscriptions drop constraint webhooks_event_types_are_known;
alter table sched.webhook_subscriptions add constraint webhooks_event_types_are_known check (
    cardinality(event_types) > 0 and array_position(event_types, null) is null
    and event_types <@ array['schedule.changed', 'schedule.generated']
) not valid;
drop table sched.events cascade;
