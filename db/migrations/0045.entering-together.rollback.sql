-- The functions of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_engine.acquire_model_lock(boolean);
drop function if exists sched_engine.add_exception(
    bigint, sched.exception_type, timestamptz, timestamptz, text, sched.impact_type, smallint, text, integer, text,
    timestamp[], timestamp[], boolean
);
drop trigger if exists a_lock_model_insert on sched.schedule_exceptions;
drop function if exists sched_engine.availability_json(bigint[], date, date, boolean);
