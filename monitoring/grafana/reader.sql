-- The login role of Grafana, which reads what OEE systems read: psql -v password=... -f reader.sql
-- Run it as a superuser or whoever may create roles; again with another password to change it.
select 'create role sched_grafana login'
where not exists (select from pg_catalog.pg_roles as r where r.rolname = 'sched_grafana') \gexec
alter role sched_grafana login inherit connection limit 10 password :'password';
alter role sched_grafana set default_transaction_read_only = on;
alter role sched_grafana set statement_timeout = '30s';
grant sched_oee_reader to sched_grafana;
