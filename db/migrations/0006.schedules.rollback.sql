set local role sched_owner;

drop table sched.schedule_changes cascade;
drop type sched.change_kind cascade;
drop table sched.generated_dates cascade;
drop type sched_engine.row_change cascade;
drop table sched.equipment_schedules cascade;
drop type sched.schedule_status cascade;
