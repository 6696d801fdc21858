select 1 / count(*)
from timescaledb_information.hypertables
where hypertable_schema = 'sched' and hypertable_name = 'emp_schedules';
