set local role sched_owner;

drop table sched.webhook_subscriptions cascade;
revoke usage on schema sched from sched_planner, sched_admin;
