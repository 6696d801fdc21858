select 1 / (count(*) = 2)::integer as has_tables
from pg_catalog.pg_class
where oid in ('sched.emp_coverage_gaps'::pg_catalog.regclass, 'sched.emp_stale_coverage'::pg_catalog.regclass);
