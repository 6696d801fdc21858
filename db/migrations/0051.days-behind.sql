-- A team may run behind the cycle of its pattern.
-- Together with the functions.
set local role sched_owner;

drop function if exists sched_engine.expand_pattern(bigint, text, date, date);
