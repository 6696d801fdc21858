select
    id,
    kind,
    arguments,
    state,
    scope
from sched.jobs
where false;
select
    job_id,
    number,
    resource_ids,
    ids,
    attempts
from sched.job_batches
where false;
