select 1 / (count(*) = 84006)::integer as has_dates from sched.calendar_dates;
select 1 / c.relrowsecurity::integer as is_limited
from pg_catalog.pg_class as c where c.oid = 'sched.resource_states'::regclass;
