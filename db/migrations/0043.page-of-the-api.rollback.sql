-- Nothing of it is stored: the functions that made the page come back with the files of that version.
set local role sched_owner;
