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

grant select on api_v1.health to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin;
