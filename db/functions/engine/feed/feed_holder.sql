create or replace function sched_engine.feed_holder()
returns table (pid integer, since timestamptz, description text)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        a.pid,
        a.xact_start,
        sched_engine.describe_session(a.pid)
    from pg_catalog.pg_stat_activity as a
    where a.backend_xid = (sched_engine.feed_frontier()).transaction_id::xid and a.pid <> pg_backend_pid()
    union all
    select
        null,
        p.prepared,
        format(
            'prepared transaction %L (role %s, since %s)', p.gid, p.owner,
            to_char(p.prepared at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')
        )
    from pg_catalog.pg_prepared_xacts as p
    where p.transaction = (sched_engine.feed_frontier()).transaction_id::xid
$$;

comment on function sched_engine.feed_holder() is
    'The oldest transaction of this database that is still writing, whatever it writes: the change feed and the events of all
that began later wait until it ends. The process is null for a prepared transaction. No row when nothing waits, and where
the owner of the schema may not read statistics (pg_read_all_stats).';
