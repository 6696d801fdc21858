-- The functions of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_engine.acquire_model_lock(boolean);
drop trigger if exists a_lock_model_insert on sched.schedule_exceptions;
