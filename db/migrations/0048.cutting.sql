-- Edits that only cut shifts need not plan them anew.
-- Together with the functions.
set local role sched_owner;

-- Before and after are marked at once.
drop trigger if exists mark_stale_update_old on sched.schedule_exceptions;
drop trigger if exists mark_stale_update_new on sched.schedule_exceptions;

-- Takes one argument more.
drop function if exists sched_engine.rebuild(bigint[], datemultirange, jsonb, boolean, boolean, boolean);
