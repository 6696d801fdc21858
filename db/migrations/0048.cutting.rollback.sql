-- The functions of the version before come from db/functions.
set local role sched_owner;

drop trigger if exists mark_stale_update on sched.schedule_exceptions;
drop function if exists sched_engine.recut(bigint[], datemultirange, jsonb);
drop function if exists sched_engine.write_changes(
    sched_engine.row_change[], sched_engine.row_change[], date, date, jsonb
);
drop function if exists sched_engine.rebuild(bigint[], datemultirange, jsonb, boolean, boolean, boolean, boolean);
drop function if exists sched_engine.decided_stretches(sched_engine.slot_hit[]) cascade;
