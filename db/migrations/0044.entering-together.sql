-- Exceptions of different machines are entered without waiting for each other.
set local role sched_owner;

drop function if exists sched_engine.acquire_model_lock();
