create or replace function sched_engine.mark_rosters(
    p_table text, p_action text, p_edited_ids bigint[], p_employee_ids bigint[], p_dates daterange[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Nobody can generate the rosters of those who have none before this edit can be seen. Whose are being generated right
    -- now, which may have read what was edited, are marked too.
    with without as materialized (
        select g.employee_id
        from sched.emp_generated_dates as g
        where g.employee_id = any(p_employee_ids) and g.dates = '{}'
        for share skip locked
    )

    -- Shifts that run into each other: three dates before and after. Infinite ends are none.
    insert into sched.emp_stale_dates (employee_ids, dates, cause, changed_by, traceparent)
    select
        array_agg(distinct m.employee_id),
        m.dates,
        jsonb_build_object('table', p_table, 'action', p_action, 'ids',
            coalesce(jsonb_agg(distinct m.id) filter (where m.id is not null), '[]')),
        sched_engine.acting_user(),
        sched_engine.current_trace()
    from (
        select
            e.id,
            e.employee_id,
            daterange(
                case when lower_inf(e.dates) then null else lower(e.dates) - 3 end,
                case when upper_inf(e.dates) then null else upper(e.dates) + 3 end
            ) as dates
        from unnest(p_edited_ids, p_employee_ids, p_dates) as e (id, employee_id, dates)
        inner join sched.emp_generated_dates as g on g.employee_id = e.employee_id
        where not exists (select from without as w where w.employee_id = e.employee_id)
    ) as m
    group by m.dates;
end
$$;

comment on function sched_engine.mark_rosters(text, text, bigint[], bigint[], daterange[]) is
    'Marks whose roster an edit may change, and on which business dates, in sched.emp_stale_dates: for each row that
was edited its id, a person and dates. Whoever has no roster yet is left out, and gets one only after this transaction, unless
it is being generated.';
