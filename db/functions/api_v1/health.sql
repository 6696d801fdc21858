create or replace view api_v1.health as
select
    'ok' as status,
    now() as database_time,
    current_setting('server_version') as postgresql_version,
    (
        select e.extversion
        from pg_catalog.pg_extension as e
        where e.extname = 'timescaledb'
    ) as timescaledb_version,
    sched_engine.health_statuses() as checks;

comment on view api_v1.health is 'Whether the system answers, and on what it runs. Needs no credentials.';
comment on column api_v1.health.status is 'ok: it answers. Whether it does its work, checks says.';
comment on column api_v1.health.database_time is 'The clock of the database.';
comment on column api_v1.health.postgresql_version is 'Version of PostgreSQL.';
comment on column api_v1.health.timescaledb_version is 'Version of the TimescaleDB extension.';
comment on column api_v1.health.checks is
    'ok, degraded (people will notice) or failing (they do) for each of database, pattern_library, schedule_generation and
webhook_delivery. What was found, and what to do, sched doctor says.';

alter view api_v1.health owner to sched_views;
grant select on api_v1.health to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin, sched_employee;
