create or replace function sched_engine.roster_differences(
    p_employee_ids bigint[], p_dates datemultirange, p_with_missing boolean, p_now timestamptz, p_anew datemultirange
)
returns table (difference sched_engine.roster_difference, is_different boolean)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_from constant date := lower(p_dates);
    v_to constant date := upper(p_dates) - 1;
    v_lock constant date := sched_engine.period_lock();
begin
    return query
    with people as materialized (
        select
            g.employee_id,
            case
                when p_with_missing then p_dates - g.dates * datemultirange(daterange(null, v_lock, '[]'))
                else p_dates * g.dates * datemultirange(daterange((v_lock + 1), null))
            end as dates
        from sched.emp_generated_dates as g
        where g.employee_id = any(p_employee_ids)
    ),

    -- By grouping, because a join is slow where it is taken for a small one.
    compared as (
        select
            (array_agg(u.row_value) filter (where u.is_stored))[1] as stored,
            (array_agg(u.row_value) filter (where not u.is_stored))[1] as planned
        from (
            select
                s::sched.emp_schedules as row_value,
                true as is_stored
            from sched.emp_schedules as s
            where s.employee_id = any(p_employee_ids) and s.schedule_date between v_from and v_to
            union all
            select
                r,
                false
            from sched_engine.roster_rows(p_employee_ids, v_from, v_to, p_now, p_anew) as r
        ) as u
        group by
            (u.row_value).employee_id, (u.row_value).schedule_date, (u.row_value).shift_start_time,
            (u.row_value).schedule_status
    )

    select
        row(c.stored, c.planned)::sched_engine.roster_difference,
        c.stored is distinct from c.planned
    from compared as c
    inner join people as p on p.employee_id = coalesce((c.stored).employee_id, (c.planned).employee_id)
    where p.dates @> coalesce((c.stored).schedule_date, (c.planned).schedule_date);
end
$$;

comment on function sched_engine.roster_differences(bigint[], datemultirange, boolean, timestamptz, datemultirange) is
    'The stored roster of these people beside what it should be, row by row, on those of these business dates that were
generated (p_with_missing: on all) and are not locked. p_now and p_anew as in sched_engine.roster_rows. Writes nothing.';
