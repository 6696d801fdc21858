-- PL/pgSQL, because pg_stat_statements need not be installed, and then cannot be named.
create or replace function sched_engine.session_figures()
returns table (
    transaction_seconds double precision, statement_seconds double precision, sessions bigint, lock_waits bigint,
    slow_statements bigint
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_schema text;
begin
    select
        coalesce(max(extract(epoch from clock_timestamp() - a.xact_start)), 0),
        coalesce(max(extract(epoch from clock_timestamp() - a.query_start)) filter (where a.state = 'active'), 0),
        count(*),
        count(*) filter (where a.wait_event_type = 'Lock')
    into transaction_seconds, statement_seconds, sessions, lock_waits
    from pg_stat_activity as a
    where a.datname = current_database() and a.backend_type = 'client backend' and a.pid <> pg_backend_pid();

    select n.nspname into v_schema
    from pg_extension as e
    inner join pg_namespace as n on n.oid = e.extnamespace
    where e.extname = 'pg_stat_statements'
        -- Where the server was started without its library, it refuses to be read.
        and current_setting('pg_stat_statements.track', true) is not null;
    if found then
        execute format(
            'select count(*) from %I.pg_stat_statements as s where s.mean_exec_time > 1000 and s.dbid = '
            '(select d.oid from pg_database as d where d.datname = current_database())', v_schema
        ) into slow_statements;
    end if;
    return next;
end
$$;

comment on function sched_engine.session_figures() is
    'For the gauges of the relay, of this database: age of its oldest transaction and longest running statement, sessions, and
how many of them wait for a lock; kinds of statements that take more than a second on average, null without
pg_stat_statements. Of others only what the owner of the schema may read (pg_read_all_stats).';

grant execute on function sched_engine.session_figures() to sched_relay;
