create or replace function sched_engine.refresh_at_commit()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_most_parts constant integer := 20;
    v_most_work constant integer := sched_engine.setting_int('refresh_inline_machine_days', 40000);
    v_marks bigint[];
    v_last bigint;
    v_cuts_only boolean;
    v_timeout constant text := current_setting('lock_timeout');
    v_ids bigint[];
    v_dates datemultirange[];
    v_work bigint;
    v_parts daterange[];
    v_different bigint;
    v_part record;
begin
    -- Once for all marks of the transaction.
    if new.id <= coalesce(nullif(current_setting('sched.refreshed_through', true), ''), '0')::bigint then
        return null;
    end if;
    select
        array_agg(s.id),
        max(s.id),
        bool_and(s.cuts_only)
    into v_marks, v_last, v_cuts_only
    from sched.stale_dates as s
    where s.transaction_id = pg_current_xact_id();
    perform set_config('sched.refreshed_through', v_last::text, true);

    select
        array_agg(m.resource_id),
        array_agg(m.dates),
        -- Looked up for each: as a join, all machines of the plant would be read for one.
        coalesce(sum((
            select sum(upper(d.part) - lower(d.part))
            from sched.generated_dates as g
            cross join unnest(g.dates * m.dates) as d (part)
            where g.resource_id = m.resource_id
        )), 0)
    into v_ids, v_dates, v_work
    from sched_engine.marked_machines(v_marks) as m;

    -- A transaction that sees the past only could not know what others have done since: the worker will.
    if v_work > v_most_work or current_setting('transaction_isolation') <> 'read committed' then
        perform pg_notify('sched_stale', '');
        return null;
    end if;

    begin
        perform set_config('lock_timeout', sched_engine.lock_patience()::text, true);
        -- All of them before the first is written, also those that somebody may be generating at this moment: only then
        -- it is known which dates there are.
        perform sched_engine.lock_plan(v_ids);
        select
            array_agg(m.resource_id),
            array_agg(d.part),
            count(distinct d.part)
        into v_ids, v_parts, v_different
        from unnest(v_ids, v_dates) as m (resource_id, dates)
        inner join sched.generated_dates as g on g.resource_id = m.resource_id and g.dates && m.dates
        cross join lateral unnest(g.dates * m.dates) as d (part);

        for v_part in
            select
                p.dates,
                array_agg(distinct m.resource_id) as ids
            from unnest(v_ids, v_parts) as m (resource_id, part)
            cross join lateral (
                select m.part
                where v_different <= v_most_parts
                union all
                -- Planning whole months of many machines costs less than planning days of each apart.
                select daterange(s.first::date, (s.first + interval '1 month')::date)
                from generate_series(
                    date_trunc('month', lower(m.part)::timestamp), (upper(m.part) - 1)::timestamp, interval '1 month'
                ) as s (first)
                where v_different > v_most_parts
            ) as p (dates)
            group by p.dates
            order by min(m.resource_id)
        loop
            perform sched_engine.rebuild(
                v_part.ids, datemultirange(v_part.dates),
                case cardinality(v_marks) when 1 then new.cause else sched_engine.edit_cause(v_marks, v_part.dates) end,
                p_is_locked => true, p_cuts_only => v_cuts_only
            );
        end loop;
        perform set_config('lock_timeout', v_timeout, true);
    exception when lock_not_available then
        -- Whoever generates these machines may be about to edit, and would wait for this transaction.
        perform pg_notify('sched_stale', '');
        return null;
    end;
    delete from sched.stale_dates as s where s.id = any(v_marks);
    return null;
end
$$;

comment on function sched_engine.refresh_at_commit() is
    'Trigger, at commit: applies what the transaction made stale to the stored plan, when it is at most
refresh_inline_machine_days and nobody else writes the plan of these machines for longer than sched_engine.lock_patience;
otherwise leaves the marks to the worker and notifies the channel sched_stale.';

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
