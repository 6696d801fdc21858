select 1 / (count(*) = 2)::integer as has_columns
from pg_catalog.pg_attribute
where attrelid = 'sched_engine.roster_difference'::regclass and attnum > 0;
