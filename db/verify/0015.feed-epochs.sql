select
    epoch,
    system_identifier,
    began_at
from sched.feed_epochs
where false;
select epoch
from sched.schedule_changes
where false;
