select 1 / (pg_catalog.has_schema_privilege('sched_relay', 'sched_http', 'usage'))::integer as may_call;
