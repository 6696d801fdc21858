set local role sched_owner;

drop trigger if exists a_record_states on sched.resources;
drop trigger if exists a_record_states_insert on sched.resources;
drop table sched.resource_states;
alter table sched.equipment_schedules drop column shift_placement;
alter table sched.equipment_schedules drop column shift_second;
drop type sched.shift_placement cascade;
