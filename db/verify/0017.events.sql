select
    id,
    data
from sched.events
where false;
select claim_id
from sched.webhook_endpoints
where false;
select answer
from sched.webhook_deliveries
where false;
