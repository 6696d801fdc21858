create or replace function sched_engine.refresh_next(p_machines integer default 200)
returns table (mark_id bigint, machines integer, inserted bigint, updated bigint, deleted bigint)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_mark sched.stale_dates;
    v_ids bigint[];
    v_part record;
    v_written record;
begin
    select s.* into v_mark from sched.stale_dates as s order by s.id limit 1 for update skip locked;
    if not found then
        return;
    end if;

    -- Also those without generated dates: somebody may be about to generate them, without knowing of the edit.
    select array_agg(m.resource_id) into v_ids
    from (
        select i.resource_id
        from sched_engine.marked_machines(array[v_mark.id]) as i
        order by i.resource_id
        limit p_machines
    ) as m;
    perform sched_engine.lock_plan(v_ids);

    mark_id := v_mark.id;
    machines := 0;
    inserted := 0;
    updated := 0;
    deleted := 0;
    perform set_config('app.current_user', v_mark.changed_by, true),
        set_config('sched.traceparent', coalesce(v_mark.traceparent, ''), true);
    for v_part in
        select
            m.dates,
            array_agg(m.resource_id order by m.resource_id) as ids
        from sched_engine.stale_machines(array[v_mark.id]) as m
        where m.resource_id = any(v_ids)
        group by m.dates
        order by min(m.resource_id)
    loop
        select * into v_written from sched_engine.rebuild(
            v_part.ids, v_part.dates, v_mark.cause, p_cuts_only => v_mark.cuts_only
        );
        machines := machines + cardinality(v_part.ids);
        inserted := inserted + v_written.inserted;
        updated := updated + v_written.updated;
        deleted := deleted + v_written.deleted;
    end loop;

    if cardinality(v_ids) = p_machines then
        update sched.stale_dates as s set done_through = v_ids[p_machines] where s.id = v_mark.id;
    else
        delete from sched.stale_dates as s where s.id = v_mark.id;
    end if;
    return next;
end
$$;

comment on function sched_engine.refresh_next(integer) is
    'Brings up to p_machines machines of the oldest pending edit up to date, in a transaction of its own. No row: nothing is
pending, or others are working on it. Safe to call concurrently, and again after a crash.';

grant execute on function sched_engine.refresh_next(integer) to sched_relay;
