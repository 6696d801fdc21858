create or replace function sched_engine.refresh_next_roster(p_people integer default 500)
returns table (mark_id bigint, people integer, inserted bigint, updated bigint, deleted bigint)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_mark sched.emp_stale_dates;
    v_marked bigint[];
    v_ids bigint[];
    v_dates datemultirange[];
begin
    select s.* into v_mark from sched.emp_stale_dates as s order by s.id limit 1 for update skip locked;
    if not found then
        return;
    end if;
    v_marked := array(
        select e.id
        from unnest(v_mark.employee_ids) as e (id)
        where e.id > v_mark.done_through
        order by e.id
        limit p_people
    );
    -- With those who work shifts of theirs.
    perform sched_engine.lock_rosters(v_marked || array(
        select c.taken_by_id
        from sched.emp_roster_changes as c
        where c.employee_id = any(v_marked) and c.taken_by_id is not null
    ));
    select
        array_agg(m.employee_id),
        array_agg(m.dates)
    into v_ids, v_dates
    from sched_engine.stale_rosters(array[v_mark.id]) as m
    where m.employee_id = any(v_marked) or not m.employee_id = any(v_mark.employee_ids);

    mark_id := v_mark.id;
    people := cardinality(v_marked);
    perform set_config('app.current_user', v_mark.changed_by, true),
        set_config('sched.traceparent', coalesce(v_mark.traceparent, ''), true);
    select r.* into inserted, updated, deleted from sched_engine.refresh_rosters(v_ids, v_dates, v_mark.cause) as r;
    if people = p_people then
        update sched.emp_stale_dates as s set done_through = v_marked[p_people] where s.id = v_mark.id;
    else
        delete from sched.emp_stale_dates as s where s.id = v_mark.id;
    end if;
    return next;
end
$$;

comment on function sched_engine.refresh_next_roster(integer) is
    'Brings up to p_people rosters of the oldest pending edit up to date, in a transaction of its own. No row: nothing
is pending, or others are working on it. Safe to call concurrently, and again after a crash.';

grant execute on function sched_engine.refresh_next_roster(integer) to sched_relay;
