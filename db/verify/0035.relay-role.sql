select next_attempt_at from sched.job_batches where false;
select 1 / (pg_catalog.has_schema_privilege('sched_relay', 'sched_engine', 'usage'))::integer as may_call;
