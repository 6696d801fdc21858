-- Exceptions of different machines are entered without waiting for each other.
set local role sched_owner;

drop function if exists sched_engine.acquire_model_lock();
drop function if exists sched_engine.add_exception(
    bigint, sched.exception_type, timestamptz, timestamptz, text, sched.impact_type, smallint, text, integer, text
);
