-- The functions are gone: to divide by zero fails.
select 1 / (count(*) = 0)::integer as are_gone
from pg_catalog.pg_proc
where pronamespace = 'sched_engine'::regnamespace and proname in ('given_pattern', 'given_calendar');
