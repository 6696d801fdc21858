create or replace function sched_engine.refresh_at_commit()
returns trigger
language plpgsql
security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_marks bigint[];
    v_cause jsonb;
    v_work bigint;
    v_part record;
begin
    -- Once for all marks of the transaction.
    if new.id <= coalesce(nullif(current_setting('sched.refreshed_through', true), ''), '0')::bigint then
        return null;
    end if;
    select
        array_agg(s.id),
        jsonb_agg(distinct s.cause)
    into v_marks, v_cause
    from sched.stale_dates as s
    where s.transaction_id = pg_current_xact_id();
    perform set_config('sched.refreshed_through', (select max(i.id) from unnest(v_marks) as i (id))::text, true);

    select coalesce(sum(upper(d.part) - lower(d.part)), 0) into v_work
    from sched_engine.stale_machines(v_marks) as m
    cross join lateral unnest(m.dates) as d (part);

    -- A transaction that sees the past only could not know what others have done since: the worker will.
    if v_work > sched_engine.setting_int('refresh_inline_machine_days', 40000)
        or current_setting('transaction_isolation') <> 'read committed' then
        perform pg_notify('sched_stale', '');
        return null;
    end if;

    for v_part in
        select
            m.dates,
            array_agg(m.resource_id order by m.resource_id) as ids
        from sched_engine.stale_machines(v_marks) as m
        group by m.dates
        order by min(m.resource_id)
    loop
        perform sched_engine.rebuild(
            v_part.ids, v_part.dates, case jsonb_array_length(v_cause) when 1 then v_cause -> 0 else v_cause end
        );
    end loop;
    delete from sched.stale_dates as s where s.id = any(v_marks);
    return null;
end
$$;

comment on function sched_engine.refresh_at_commit() is
    'Trigger, at commit: applies what the transaction made stale to the stored plan, when it is at most
refresh_inline_machine_days; otherwise leaves the marks to the worker and notifies the channel sched_stale.';

do $$
begin
    if not exists (
        select from pg_catalog.pg_trigger as t
        where t.tgname = 'refresh_at_commit' and t.tgrelid = 'sched.stale_dates'::regclass
    ) then
        create constraint trigger refresh_at_commit
        after insert on sched.stale_dates
        deferrable initially deferred
        for each row execute function sched_engine.refresh_at_commit();
    end if;
end
$$;
