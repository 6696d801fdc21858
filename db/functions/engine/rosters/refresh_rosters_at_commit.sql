create or replace function sched_engine.refresh_rosters_at_commit()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_most_work constant integer := sched_engine.setting_int('refresh_inline_machine_days', 40000);
    v_timeout constant text := current_setting('lock_timeout');
    v_marks bigint[];
    v_last bigint;
    v_ids bigint[];
    v_dates datemultirange[];
    v_work bigint;
begin
    -- Once for all marks of the transaction.
    if new.id <= coalesce(nullif(current_setting('sched.rosters_refreshed_through', true), ''), '0')::bigint then
        return null;
    end if;
    select
        array_agg(s.id),
        max(s.id)
    into v_marks, v_last
    from sched.emp_stale_dates as s
    where s.transaction_id = pg_current_xact_id();
    perform set_config('sched.rosters_refreshed_through', v_last::text, true);

    select
        array_agg(m.employee_id),
        coalesce(sum((select sum(upper(d.part) - lower(d.part)) from unnest(m.dates) as d (part))), 0)
    into v_ids, v_work
    from sched_engine.stale_rosters(v_marks) as m;
    -- A transaction that sees the past only could not know what others have done since: the worker will.
    if v_work > v_most_work or current_setting('transaction_isolation') <> 'read committed' then
        perform pg_notify('sched_stale', '');
        return null;
    end if;

    begin
        perform set_config('lock_timeout', sched_engine.lock_patience()::text, true);
        perform sched_engine.lock_rosters(v_ids || sched_engine.marked_people(v_marks));
        -- Again, now that nobody else writes them.
        select
            array_agg(m.employee_id),
            array_agg(m.dates)
        into v_ids, v_dates
        from sched_engine.stale_rosters(v_marks) as m;
        perform sched_engine.lock_rosters(v_ids);
        perform sched_engine.refresh_rosters(v_ids, v_dates, new.cause);
        perform set_config('lock_timeout', v_timeout, true);
    exception when lock_not_available then
        perform pg_notify('sched_stale', '');
        return null;
    end;
    delete from sched.emp_stale_dates as s where s.id = any(v_marks);
    return null;
end
$$;

comment on function sched_engine.refresh_rosters_at_commit() is
    'Trigger, at commit: applies what the transaction made stale to the stored rosters, when it is at most
refresh_inline_machine_days (here people times days) and nobody else writes them for longer than
sched_engine.lock_patience; otherwise leaves the marks to the worker and notifies the channel sched_stale.';

do $$
begin
    if not exists (
        select from pg_catalog.pg_trigger as t
        where t.tgname = 'refresh_at_commit' and t.tgrelid = 'sched.emp_stale_dates'::regclass
    ) then
        create constraint trigger refresh_at_commit
        after insert on sched.emp_stale_dates
        deferrable initially deferred
        for each row execute function sched_engine.refresh_rosters_at_commit();
    end if;
end
$$;
