-- A team may run behind the cycle of its pattern.
-- Together with the functions.
set local role sched_owner;

-- The functions that follow give these tables triggers. In the order in which edits come to them, or each would wait
-- for the other.
lock table
sched.api_keys, sched.system_configuration, sched.resources, sched.operating_patterns, sched.pattern_rules,
sched.resource_pattern_assignments, sched.holiday_calendars, sched.holidays, sched.resource_calendar_assignments,
sched.schedule_exceptions, sched.webhook_subscriptions, sched.stale_dates
in share row exclusive mode;

drop function if exists sched_engine.expand_pattern(bigint, text, date, date);
