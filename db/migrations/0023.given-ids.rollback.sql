-- Nothing to restore: functions come from db/functions.
set local role sched_owner;
