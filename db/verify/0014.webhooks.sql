select
    id,
    url,
    secret
from sched.webhook_subscriptions
where false;
select 1 / has_schema_privilege('sched_planner', 'sched', 'usage')::integer;
