select 1 / (count(*) = 2)::integer as has_columns
from pg_catalog.pg_attribute
where attrelid = 'sched.emp_work_rules'::pg_catalog.regclass and attname in ('anchor_date', 'anchor_time');
select 1 / (count(*) = 3)::integer as has_types
from pg_catalog.pg_class
where relkind = 'c' and relnamespace = 'sched_engine'::pg_catalog.regnamespace
    and relname in ('proposed_shift', 'roster_version', 'found_breach');
