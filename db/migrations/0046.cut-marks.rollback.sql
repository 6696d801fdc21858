set local role sched_owner;

alter index sched.resources_path_ids reset (fastupdate);
alter index sched.resource_states_path_ids reset (fastupdate);
drop type sched_engine.slot_hit cascade;
alter table sched.stale_dates drop column cuts_only;
