create or replace function sched_engine.changed_hours(
    p_before jsonb, p_after jsonb, out gained_hours numeric, out lost_hours numeric
)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with operating as (
        select
            coalesce(range_agg(r.stretch) filter (where not r.is_new), '{}') as before,
            coalesce(range_agg(r.stretch) filter (where r.is_new), '{}') as after
        from (
            select
                v.is_new,
                tstzrange((i.row ->> 'planned_start_time')::timestamptz, (i.row ->> 'planned_end_time')::timestamptz) as stretch
            from (values (p_before, false), (p_after, true)) as v (rows, is_new)
            cross join lateral jsonb_array_elements(v.rows) as i (row)
            where i.row ->> 'schedule_status' = 'operating'
        ) as r
    )

    select
        (
            select trim_scale(coalesce(sum(sched_engine.hours(lower(p.part), upper(p.part))), 0))
            from unnest(o.after - o.before) as p (part)
        ),
        (
            select trim_scale(coalesce(sum(sched_engine.hours(lower(p.part), upper(p.part))), 0))
            from unnest(o.before - o.after) as p (part)
        )
    from operating as o
    where p_before is not null and p_after is not null
$$;

comment on function sched_engine.changed_hours(jsonb, jsonb) is
    'Elapsed hours in which a machine operates by the rows after a change, as the change feed has them, and did not by those
before; and the other way round. Null for entries without rows.';
