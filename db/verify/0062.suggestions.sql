select 1 / (count(*) = 4)::integer as has_columns
from pg_catalog.pg_attribute
where attrelid = 'sched.emp_suggestions'::pg_catalog.regclass
    and attname in ('optimization_id', 'requirement_id', 'shift_code', 'roster_change_id');
select 1 / (count(*) = 1)::integer as has_policy
from pg_catalog.pg_policy
where polrelid = 'sched.emp_optimizations'::pg_catalog.regclass and polname = 'in_scope';
