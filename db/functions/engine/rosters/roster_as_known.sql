create or replace function sched_engine.roster_as_known(
    p_employee_ids bigint[], p_from date, p_to date, p_known_at timestamptz
)
returns setof sched.emp_schedules
language plpgsql
stable
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_period(p_from, p_to);
    return query
    -- What became of it after that moment: dates that were not planned yet, and, for dates that were, the first change
    -- since, which tells what stood there before.
    with later as materialized (
        select
            c.id,
            c.employee_id,
            c.schedule_dates,
            c.change_kind,
            c.old_value,
            row_number() over (
                partition by c.employee_id, c.schedule_dates, c.change_kind order by c.id
            ) as nr
        from sched.emp_schedule_changes as c
        where c.changed_at > p_known_at and c.schedule_dates && daterange(p_from, p_to, '[]')
            and (p_employee_ids is null or c.employee_id = any(p_employee_ids))
    ),

    undone as (
        select
            l.id,
            l.employee_id,
            lower(l.schedule_dates) as schedule_date,
            l.old_value
        from later as l
        where l.change_kind = 'changed' and l.nr = 1
    ),

    known as (
        select
            s::sched.emp_schedules as row_value,
            null::bigint as undone_by
        from sched.emp_schedules as s
        where s.schedule_date between p_from and p_to
            and (p_employee_ids is null or s.employee_id = any(p_employee_ids))
            and not exists (
                select from undone as u where u.employee_id = s.employee_id and u.schedule_date = s.schedule_date
            )
        union all
        select
            jsonb_populate_record(
                null::sched.emp_schedules,
                v.row_value || jsonb_build_object('employee_id', u.employee_id, 'schedule_date', u.schedule_date)
            ),
            u.id
        from undone as u
        cross join lateral jsonb_array_elements(u.old_value) as v (row_value)
    )

    select (k.row_value).*
    from known as k
    where not exists (
        select from later as l
        where l.employee_id = (k.row_value).employee_id and l.change_kind = 'generated'
            and l.schedule_dates @> (k.row_value).schedule_date
            and l.id < coalesce(k.undone_by, l.id + 1)
    );
end
$$;

comment on function sched_engine.roster_as_known(bigint[], date, date, timestamptz) is
    'The stored roster of these people (null: everybody) for the business dates p_from to p_to as it stood at
p_known_at: later changes are taken back with its feed. Dates first generated after that moment have no rows, nor have
those past their retention. SC004: period.';
