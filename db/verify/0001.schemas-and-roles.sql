select
    pg_catalog.has_schema_privilege('sched_owner', schema_name, 'usage')
from unnest(array['sched', 'sched_engine', 'sched_oee', 'api_v1', 'api_v2']) as schema_name;
