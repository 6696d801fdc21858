select 1 / count(*) as averages_fit
from pg_catalog.pg_constraint
where conname = 'emp_work_rules_averages_fit';
