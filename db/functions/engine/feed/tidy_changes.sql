create or replace function sched_engine.tidy_changes()
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 5000;
    v_days constant integer := sched_engine.setting_int('schedule_changes_retention_days', 0);
    v_before constant timestamptz := clock_timestamp() - make_interval(days => greatest(v_days, 30));
    v_removed bigint;
    v_last timestamptz;
begin
    -- One is enough.
    if v_days = 0 or not pg_try_advisory_xact_lock(hashtextextended('sched.tidy_changes', 0)) then
        return 0;
    end if;

    -- From the beginning of the feed, so that a reader whose entry is there misses none after it. The last one before
    -- those that stay is kept for readers that wait for the next.
    with oldest as materialized (
        select
            c.resource_id,
            c.id,
            c.changed_at,
            row_number() over f as nr,
            lead(c.changed_at) over f as next_at
        from sched.schedule_changes as c
        window f as (order by c.epoch, c.transaction_id, c.id)
        order by c.epoch, c.transaction_id, c.id
        limit v_most
    ),

    removed as (
        delete from sched.schedule_changes as c
        using oldest as o
        where o.nr < coalesce(
            (
                select min(i.nr)
                from oldest as i
                where i.changed_at >= v_before or coalesce(i.next_at >= v_before, true)
            ),
            v_most + 1
        )
        and c.resource_id = o.resource_id and c.id = o.id and c.changed_at = o.changed_at
        and c.changed_at < v_before
        returning c.changed_at
    )

    select
        count(*),
        max(r.changed_at)
    into v_removed, v_last
    from removed as r;

    if v_removed > 0 then
        insert into sched.removed_history (table_name, removed_until) values ('schedule_changes', v_last)
        on conflict (table_name) do update
        set removed_until = greatest(removed_history.removed_until, excluded.removed_until);
    end if;
    return v_removed;
end
$$;

comment on function sched_engine.tidy_changes() is
    'Removes entries of the change feed that are older than schedule_changes_retention_days (0: none): at most 5000, the oldest, so
that no transaction is long; returns how many. Call it until it removes none; safe at any time, and concurrently.';

grant execute on function sched_engine.tidy_changes() to sched_relay;
