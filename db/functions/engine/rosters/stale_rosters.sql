create or replace function sched_engine.stale_rosters(p_mark_ids bigint[])
returns table (employee_id bigint, dates datemultirange)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with marked as (
        select
            e.id as employee_id,
            m.dates
        from sched.emp_stale_dates as m
        cross join unnest(m.employee_ids) as e (id)
        where m.id = any(p_mark_ids) and e.id > m.done_through
    )

    select
        g.employee_id,
        g.dates * range_agg(u.dates)
    from (
        select * from marked
        union all
        -- Whoever works the shift of another.
        select
            c.taken_by_id,
            daterange(c.schedule_date - 3, c.schedule_date + 3, '[]')
        from marked as m
        inner join sched.emp_roster_changes as c
            on c.employee_id = m.employee_id and c.taken_by_id is not null and m.dates @> c.schedule_date::date
    ) as u
    inner join sched.emp_generated_dates as g on g.employee_id = u.employee_id
    group by g.employee_id, g.dates
    having g.dates && range_agg(u.dates)
    order by g.employee_id;
end
$$;

comment on function sched_engine.stale_rosters(bigint[]) is
    'Whose roster these marks concern, also for a shift taken over from somebody marked, and which generated dates of
it.';
