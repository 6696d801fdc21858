-- The functions of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_engine.relay_key(text);
drop function if exists sched_engine.due_deliveries(uuid, bigint, bigint[], integer, interval);
drop function if exists sched_engine.keys_in_force(bigint[]);
drop function if exists sched_engine.webhook_figures(integer);
comment on column sched.webhook_endpoints.failures is 'Failures since the last success.';
