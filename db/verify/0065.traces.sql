select 1 / (count(*) = 5)::integer as has_traces
from pg_catalog.pg_attribute
where attname = 'traceparent' and attrelid in (
    'sched.events'::pg_catalog.regclass, 'sched.jobs'::pg_catalog.regclass, 'sched.stale_dates'::pg_catalog.regclass,
    'sched.emp_stale_dates'::pg_catalog.regclass, 'sched.emp_stale_coverage'::pg_catalog.regclass
);
select id, kind, outcome, up_to, runs, seconds
from sched.generation_runs
where false;
