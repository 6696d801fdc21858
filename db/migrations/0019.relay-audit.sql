-- Answers of webhooks are counted once, and listeners are known by their key.
set local role sched_owner;

-- They return more columns now.
drop function if exists sched_engine.relay_key(text);
drop function if exists sched_engine.due_deliveries(uuid, bigint, bigint[], integer, interval);

comment on column sched.webhook_endpoints.failures is
    'Failures since the last success, as the breaker counts them: what was sent together counts up to five, a probe one.';
