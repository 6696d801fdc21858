select 1 / count(*) as is_there
from sched.system_configuration
where config_key = 'availability_machine_days';
