create or replace view api_v1.health as
select
    'ok' as status,
    now() as database_time,
    current_setting('server_version') as postgresql_version,
    (
        select e.extversion
        from pg_catalog.pg_extension as e
        where e.extname = 'timescaledb'
    ) as timescaledb_version;

comment on view api_v1.health is 'Whether the system answers, and on what it runs. Needs no credentials.';
comment on column api_v1.health.status is 'ok';
comment on column api_v1.health.database_time is 'The clock of the database.';
comment on column api_v1.health.postgresql_version is 'Version of PostgreSQL.';
comment on column api_v1.health.timescaledb_version is 'Version of the TimescaleDB extension.';

alter view api_v1.health owner to sched_views;
grant select on api_v1.health to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin, sched_employee;
