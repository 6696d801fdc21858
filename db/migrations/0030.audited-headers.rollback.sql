-- What is gone does not come back. The functions of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_engine.hide_headers(jsonb);
