-- Whether sched_owner reads statistics depends on who migrated; the limit must be there: to divide by zero fails.
select 1 / (count(*) = 1)::integer as is_limited
from pg_db_role_setting as s
inner join pg_roles as r on s.setrole = r.oid
where r.rolname = 'sched_authenticator' and 'idle_in_transaction_session_timeout=30s' = any(s.setconfig);
