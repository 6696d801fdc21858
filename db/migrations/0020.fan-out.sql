-- Events are handed to webhooks by the function that writes them (sched_engine.emit_event), not by a trigger.
set local role sched_owner;

drop trigger if exists deliver_events on sched.events;
drop function if exists sched_engine.deliver_events();
drop function if exists sched_engine.is_subscribed(sched.webhook_subscriptions, sched.events);

-- The audit log left out secrets, but not those that a rotation had replaced.
update sched.audit_log
set
    old_values = old_values - 'previous_secret',
    new_values = new_values - 'previous_secret'
where table_name = 'webhook_subscriptions';
