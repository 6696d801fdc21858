-- Functions that get other arguments: exceptions are entered without waiting for each other, and many machines are
-- read at once.
-- Together with the functions.
set local role sched_owner;

drop function if exists sched_engine.acquire_model_lock();
drop function if exists sched_engine.add_exception(
    bigint, sched.exception_type, timestamptz, timestamptz, text, sched.impact_type, smallint, text, integer, text
);
drop function if exists sched_engine.availability_json(bigint, date, date, boolean);
