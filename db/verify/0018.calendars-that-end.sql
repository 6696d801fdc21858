select 1 / count(*) as is_there
from sched.system_configuration
where config_key = 'holiday_calendar_refresh';
select webhook_ids
from sched.job_batches
where false;
