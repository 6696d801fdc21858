create or replace function sched_engine.first_running_transaction()
returns xid8
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant pg_snapshot := pg_current_snapshot();
begin
    -- A standby does not list running transactions in its snapshots.
    if pg_snapshot_xmin(v_now) = pg_snapshot_xmax(v_now) or pg_is_in_recovery() then
        return pg_snapshot_xmin(v_now);
    end if;
    -- Snapshots do not list the transaction that takes them either; least() passes over null.
    return least(
        (
            select r.transaction_id
            from pg_snapshot_xip(v_now) as r (transaction_id)
            where not exists (
                select from pg_catalog.pg_stat_activity as a
                where a.backend_xid = r.transaction_id::xid and a.datname <> current_database()
            )
            order by r.transaction_id
            limit 1
        ),
        pg_current_xact_id_if_assigned(),
        pg_snapshot_xmax(v_now)
    );
end
$$;

comment on function sched_engine.first_running_transaction() is
    'All transactions below had ended, as this statement sees the database, but for those of other databases of the server,
which write nothing here. (Theirs are known where the owner of the schema may read statistics, pg_read_all_stats.)';
