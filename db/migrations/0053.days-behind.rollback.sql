-- The functions of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_engine.team_shifts(bigint[], date, date) cascade;
drop function if exists sched_engine.expand_pattern(bigint, text, date, date, integer) cascade;
