set local role sched_owner;

drop table sched.resource_calendar_assignments cascade;
drop table sched.holidays cascade;
drop table sched.holiday_calendars cascade;
drop type sched.holiday_source cascade;
