select
    key_name,
    key_hash
from sched.api_keys
where false;
select 1 / count(*)
from pg_catalog.pg_namespace
where nspname = 'sched_http';
