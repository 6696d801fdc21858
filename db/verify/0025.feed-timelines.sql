select
    timeline,
    table_oid
from sched.feed_epochs
where false;
select ended_before
from sched.schedule_changes
where false;
select ended_before
from sched.events
where false;
