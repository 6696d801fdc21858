select 1 / (count(*) = 0)::integer as are_gone
from pg_catalog.pg_trigger as t
where t.tgname = 'a_refuse_unfiltered' and t.tgrelid = 'sched.stale_dates'::regclass;
