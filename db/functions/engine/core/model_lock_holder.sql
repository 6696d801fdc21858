create or replace function sched_engine.model_lock_holder()
returns table (
    pid integer, role_name text, application text, state text, since timestamptz, waiting bigint, description text
)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with model as (
        select
            l.pid,
            l.granted
        from pg_catalog.pg_locks as l
        where l.locktype = 'advisory' and l.objsubid = 1
            and l.database = (select d.oid from pg_catalog.pg_database as d where d.datname = current_database())
            -- A key of 64 bits is shown in halves.
            and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('sched.model', 0)
    )

    select
        m.pid,
        a.usename::text,
        nullif(a.application_name, ''),
        a.state,
        a.xact_start,
        (select count(*) from model as w where not w.granted),
        sched_engine.describe_session(m.pid)
    from model as m
    left join pg_catalog.pg_stat_activity as a on a.pid = m.pid
    where m.granted
$$;

comment on function sched_engine.model_lock_holder() is
    'Whose transaction is changing the plant now, since when, and how many edits wait for it; no row when nobody does. State
and begin are only known where the owner of the schema may read statistics (pg_read_all_stats).';
