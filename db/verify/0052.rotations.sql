select 1 / (count(*) / 7)
from sched.operating_patterns
where is_system_pattern and complexity_level > 'simple';
