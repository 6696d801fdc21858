select cuts_only from sched.stale_dates where false;
select 1 / (c.reloptions @> '{fastupdate=off}')::integer as is_direct
from pg_catalog.pg_class as c
where c.oid = 'sched.resource_states_path_ids'::pg_catalog.regclass;
