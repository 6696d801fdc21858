create or replace function sched_engine.tidy_audit_log()
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 5000;
    v_days constant integer := sched_engine.setting_int('audit_log_retention_days', 0);
    v_before constant timestamptz := clock_timestamp() - make_interval(days => greatest(v_days, 365));
    v_removed bigint;
    v_last timestamptz;
begin
    -- One is enough.
    if v_days = 0 or not pg_try_advisory_xact_lock(hashtextextended('sched.tidy_audit_log', 0)) then
        return 0;
    end if;

    with oldest as materialized (
        select
            a.id,
            a.changed_at
        from sched.audit_log as a
        where a.changed_at < v_before
        order by a.changed_at
        limit v_most
    ),

    removed as (
        delete from sched.audit_log as a
        using oldest as o
        where a.id = o.id and a.changed_at = o.changed_at and a.changed_at < v_before
        returning a.changed_at
    )

    select
        count(*),
        max(r.changed_at)
    into v_removed, v_last
    from removed as r;

    if v_removed > 0 then
        insert into sched.removed_history (table_name, removed_until) values ('audit_log', v_last)
        on conflict (table_name) do update
        set removed_until = greatest(removed_history.removed_until, excluded.removed_until);
    end if;
    return v_removed;
end
$$;

comment on function sched_engine.tidy_audit_log() is
    'Removes entries of the audit log that are older than audit_log_retention_days (0: none): at most 5000, the oldest, so that
no transaction is long; returns how many. Call it until it removes none; safe at any time, and concurrently.';

grant execute on function sched_engine.tidy_audit_log() to sched_relay;
