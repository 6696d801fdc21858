create or replace function sched_engine.refresh_coverage_at_commit()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_timeout constant text := current_setting('lock_timeout');
    v_marks bigint[];
    v_last bigint;
    v_resource_ids bigint[];
    v_is_all boolean;
    -- No requirements by themselves; null: all.
    v_some bigint[];
    v_period tstzrange;
    v_ids bigint[];
    v_seen text;
begin
    -- In the middle of a refresh of plan or roster, when a session has constraints checked at once: the worker will.
    if pg_trigger_depth() > 1 then
        perform pg_notify('sched_stale', '');
        return null;
    end if;
    -- Once for all marks of the transaction.
    if new.id <= coalesce(nullif(current_setting('sched.coverage_refreshed_through', true), ''), '0')::bigint then
        return null;
    end if;
    select
        array_agg(s.id),
        max(s.id),
        array_agg(distinct r.id) filter (where r.id is not null),
        coalesce(bool_or(s.resource_ids is null), false),
        tstzrange(min(lower(s.period)), max(upper(s.period)))
    into v_marks, v_last, v_resource_ids, v_is_all, v_period
    from sched.emp_stale_coverage as s
    left join lateral unnest(s.resource_ids) as r (id) on true
    where s.transaction_id = pg_current_xact_id();
    perform set_config('sched.coverage_refreshed_through', v_last::text, true);

    -- Once more at the end, when plan or roster are not current yet.
    if coalesce(current_setting('sched.coverage_put_off', true), '') = '' and exists (
        select from sched.stale_dates as s where s.transaction_id = pg_current_xact_id()
        union all
        select from sched.emp_stale_dates as s where s.transaction_id = pg_current_xact_id()
    ) then
        perform set_config('sched.coverage_put_off', 'yes', true);
        with gone as (
            delete from sched.emp_stale_coverage as s where s.id = any(v_marks) returning s.*
        )

        insert into sched.emp_stale_coverage (resource_ids, period, traceparent)
        select
            g.resource_ids,
            g.period,
            g.traceparent
        from gone as g;
        return null;
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        perform pg_notify('sched_stale', '');
        return null;
    end if;
    v_some := case when not v_is_all then array[]::bigint[] end;
    v_resource_ids := case when not v_is_all then v_resource_ids else array[]::bigint[] end;
    v_seen := pg_current_snapshot()::text;
    v_ids := sched_engine.requirements_of_period(v_some, v_resource_ids, v_period);
    if v_ids <> '{}' and sched_engine.coverage_work(v_ids, v_period)
        > sched_engine.setting_int('refresh_inline_machine_days', 40000) / 4 then
        perform pg_notify('sched_stale', '');
        return null;
    end if;

    begin
        perform set_config('lock_timeout', sched_engine.lock_patience()::text, true);
        perform sched_engine.lock_coverage(v_ids);
        -- Again, now that nobody else writes them, when another transaction has ended since.
        if pg_current_snapshot()::text <> v_seen then
            v_ids := sched_engine.requirements_of_period(v_some, v_resource_ids, v_period);
            perform sched_engine.lock_coverage(v_ids);
        end if;
        perform sched_engine.refresh_coverage(v_ids, v_period);
        perform set_config('lock_timeout', v_timeout, true);
    exception when lock_not_available then
        perform pg_notify('sched_stale', '');
        return null;
    end;
    delete from sched.emp_stale_coverage as s where s.id = any(v_marks);
    return null;
end
$$;

comment on function sched_engine.refresh_coverage_at_commit() is
    'Trigger, at commit, after plan and roster are current: makes the gaps that the transaction may change what they should
be, when that is little work (a quarter of refresh_inline_machine_days) and nobody else
writes them for longer than sched_engine.lock_patience; otherwise leaves the marks to the worker and notifies the channel
sched_stale.';

do $$
begin
    -- Of another name than those of plan and roster, which come first.
    drop trigger if exists refresh_at_commit on sched.emp_stale_coverage;
    if not exists (
        select from pg_catalog.pg_trigger as t
        where t.tgname = 'refresh_coverage_at_commit' and t.tgrelid = 'sched.emp_stale_coverage'::regclass
    ) then
        create constraint trigger refresh_coverage_at_commit
        after insert on sched.emp_stale_coverage
        deferrable initially deferred
        for each row execute function sched_engine.refresh_coverage_at_commit();
    end if;
end
$$;
