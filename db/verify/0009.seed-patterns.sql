select 1 / (count(*) / 5)
from sched.operating_patterns
where is_system_pattern;
