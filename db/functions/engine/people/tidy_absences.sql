create or replace function sched_engine.tidy_absences()
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 1000;
    v_days constant integer := sched_engine.setting_int('absence_retention_days', 0);
    v_before constant timestamptz := clock_timestamp() - make_interval(days => greatest(v_days, 365));
    v_removed bigint[];
begin
    -- One is enough.
    if v_days = 0 or not pg_try_advisory_xact_lock(hashtextextended('sched.tidy_absences', 0)) then
        return 0;
    end if;

    -- What somebody's roster was does not change because nobody may know any more why.
    perform set_config('sched.tidying', 'on', true);
    with oldest as materialized (
        select a.id
        from sched.emp_absences as a
        where coalesce(a.end_date::timestamp at time zone 'UTC' + interval '2 days', a.end_time) < v_before
        order by a.id
        limit v_most
        for update skip locked
    ),

    removed as (
        delete from sched.emp_absences as a
        using oldest as o
        where a.id = o.id
        returning a.id
    )

    select array_agg(r.id) into v_removed from removed as r;
    perform set_config('sched.tidying', '', true);

    -- Else the audit log would keep them.
    delete from sched.audit_log as a
    where a.table_name = 'emp_absences' and a.record_id = any(v_removed::text[]);
    return coalesce(cardinality(v_removed), 0);
end
$$;

comment on function sched_engine.tidy_absences() is
    'Removes absences that ended more than absence_retention_days ago (0: none), and their entries of the audit log: at
most 1000, so that no transaction is long; returns how many. The roster stays as it is. Call it until it removes none;
safe at any time, and concurrently.';

grant execute on function sched_engine.tidy_absences() to sched_relay;
