-- Inlined. The position is not a constant on purpose: the name of a file of WAL counts as immutable.
create or replace function sched_engine.wal_timeline()
returns integer
language sql
volatile
as $$
    select case
        when not pg_is_in_recovery()
            then ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer
    end
$$;

comment on function sched_engine.wal_timeline() is
    'The timeline that this server writes; null on a standby, which writes none. (That of the last checkpoint lags behind a
promotion.)';
