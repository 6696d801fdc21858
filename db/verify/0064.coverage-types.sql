select 1 / (count(*) = 2)::integer as has_types
from pg_catalog.pg_class
where oid in ('sched_engine.coverage_place'::pg_catalog.regclass, 'sched_engine.coverage_event'::pg_catalog.regclass);
