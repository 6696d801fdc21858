create or replace function sched_engine.check_swaps_at_commit()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lost record;
begin
    -- Once for all marks of the transaction.
    if new.id <= coalesce(nullif(current_setting('sched.swaps_checked_through', true), ''), '0')::bigint
        or current_setting('transaction_isolation') <> 'read committed' then
        return null;
    end if;
    perform sched_engine.await_rosters();
    perform set_config('sched.swaps_checked_through',
        coalesce(nullif(current_setting('sched.rosters_refreshed_through', true), ''), '0'), true);

    with changed as materialized (
        select distinct on (i.employee_id, i.schedule_dates)
            i.employee_id,
            lower(i.schedule_dates) as schedule_date,
            i.old_value
        from sched.emp_schedule_changes as i
        where i.epoch = sched_engine.feed_epoch() and i.transaction_id = pg_current_xact_id()
            and i.change_kind = 'changed'
        order by i.employee_id, i.schedule_dates, i.id
    )

    select
        c.id,
        c.schedule_date,
        v.employee_number
    into v_lost
    from changed as h
    inner join sched.emp_roster_changes as c
        on c.taken_by_id = h.employee_id and c.schedule_date = h.schedule_date and c.change_status = 'approved'
    left join sched_engine.visible_employees as v on v.id = h.employee_id
    cross join lateral (
        select sum((r.stretch ->> 'shift_end_time')::timestamptz - (r.stretch ->> 'shift_start_time')::timestamptz) as worked
        from jsonb_array_elements(h.old_value) as r (stretch)
        where (r.stretch ->> 'roster_change_id')::bigint = c.id
    ) as b
    where b.worked > coalesce((
        select sum(s.shift_end_time - s.shift_start_time)
        from sched.emp_schedules as s
        where s.employee_id = h.employee_id and s.schedule_date = h.schedule_date and s.roster_change_id = c.id
    ), interval '0')
    order by c.schedule_date, c.id
    limit 1;
    if found then
        perform sched_engine.refuse('SC028',
            format('%s on %s has taken a shift over from another, which nobody would work then.',
                coalesce('Employee ' || v_lost.employee_number, 'Somebody'), v_lost.schedule_date),
            format('Cancel that first: sched roster cancel %s', v_lost.id));
    end if;
    return null;
end
$$;

comment on function sched_engine.check_swaps_at_commit() is
    'Trigger, at commit, when the rosters are current (its name comes after refresh_at_commit): refuses (SC028) a change of a roster
that leaves less of a shift to whoever has taken it over, as a shift of their own that comes back does.';

do $$
begin
    if not exists (
        select from pg_catalog.pg_trigger as t
        where t.tgname = 'swaps_at_commit' and t.tgrelid = 'sched.emp_stale_dates'::regclass
    ) then
        create constraint trigger swaps_at_commit
        after insert on sched.emp_stale_dates
        deferrable initially deferred
        for each row when (new.cause ->> 'table' = 'emp_roster_changes')
        execute function sched_engine.check_swaps_at_commit();
    end if;
end
$$;
