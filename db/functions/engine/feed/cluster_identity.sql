-- Immutable as long as the server runs, and so within any plan. It reads a file, which every edit would else wait for.
create or replace function sched_engine.cluster_identity()
returns bigint
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select c.system_identifier from pg_catalog.pg_control_system() as c
$$;

comment on function sched_engine.cluster_identity() is
    'The system identifier of the cluster that this server runs.';
