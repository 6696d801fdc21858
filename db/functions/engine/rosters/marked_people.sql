create or replace function sched_engine.marked_people(p_mark_ids bigint[])
returns bigint[]
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct e.id), '{}')
    from sched.emp_stale_dates as m
    cross join unnest(m.employee_ids) as e (id)
    where m.id = any(p_mark_ids) and e.id > m.done_through
$$;

comment on function sched_engine.marked_people(bigint[]) is
    'Whose rosters these marks concern, those included whose rosters are being generated for the first time: whoever applies the
marks waits for that.';
