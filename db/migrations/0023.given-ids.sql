-- One function finds the pattern or the calendar that a request means: sched_engine.given_id.
set local role sched_owner;

drop function if exists sched_engine.given_pattern(bigint, text, bigint, text);
drop function if exists sched_engine.given_calendar(bigint, text, bigint, text);
