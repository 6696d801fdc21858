select 1 / (pg_catalog.to_regprocedure('sched_engine.acquire_model_lock()') is null and pg_catalog.to_regnamespace('sched_engine') is not null)::integer as is_gone;
