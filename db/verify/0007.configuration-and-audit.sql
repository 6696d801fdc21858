select 1 / count(*)
from sched.system_configuration
where config_key = 'phase2_enabled';
