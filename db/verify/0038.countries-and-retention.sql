select 1 / (count(*) > 500)::integer as are_there
from sched.zone_countries;
select 1 / (count(*) = 2)::integer as are_settings
from sched.system_configuration
where config_key in ('audit_log_retention_days', 'schedule_changes_retention_days');
select 1 / count(*) as is_indexed
from pg_catalog.pg_indexes
where schemaname = 'sched' and indexname = 'audit_log_time';
