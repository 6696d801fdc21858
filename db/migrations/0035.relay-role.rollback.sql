-- The role stays: it belongs to the whole server. The functions of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_engine.replay_webhook(bigint, timestamptz, bigint);
drop function if exists sched_engine.activate_webhook(bigint, boolean);
drop function if exists sched_engine.hurry_deliveries(bigint);

alter table sched.job_batches drop column next_attempt_at;

revoke usage on schema sched_engine from sched_relay;
