-- Nothing to undo: the columns go with 0024.
set local role sched_owner;
