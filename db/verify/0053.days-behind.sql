-- The function of before is gone; without the schema the look-up fails.
select 1 / (count(*) = 0)::integer as is_gone
from pg_catalog.pg_proc as p
where p.pronamespace = 'sched_engine'::regnamespace
    and p.oid = to_regprocedure('sched_engine.expand_pattern(bigint, text, date, date)');
