select
    id,
    impact_type
from sched.schedule_exceptions
where false;
