select
    id,
    path_ids
from sched.resources
where false;
