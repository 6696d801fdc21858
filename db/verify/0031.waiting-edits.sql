-- Whether sched_owner reads statistics depends on who migrated; the limit must be there: to divide by zero fails. Roles
-- belong to the whole server, so this database is looked at as well.
select 1 / (count(*) = 1)::integer as is_limited
from pg_db_role_setting as s
inner join pg_roles as r on s.setrole = r.oid
cross join (select 'sched.jobs'::regclass as jobs) as own
where r.rolname = 'sched_authenticator' and 'idle_in_transaction_session_timeout=30s' = any(s.setconfig);
