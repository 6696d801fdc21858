create or replace function sched_engine.describe_session(p_pid integer)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select format(
        'process %s (%s)', p_pid, concat_ws(
            ', ', 'role ' || a.usename, 'application ' || nullif(a.application_name, ''), a.state,
            'since ' || to_char(a.xact_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')
        )
    )
    from pg_catalog.pg_stat_activity as a
    where a.pid = p_pid
$$;

comment on function sched_engine.describe_session(integer) is
    'A session of the server in a line, for whoever waits for it: its process, role, application, state, and since when its
transaction is open. State and begin are only known where the owner of the schema may read statistics (pg_read_all_stats).';
