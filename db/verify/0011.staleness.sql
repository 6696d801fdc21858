select
    id,
    dates
from sched.stale_dates
where false;
