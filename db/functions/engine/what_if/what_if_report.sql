create or replace function sched_engine.what_if_report(p_changes sched_engine.row_change[], p_limit integer)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with changes as materialized (
        select
            c.stored as before,
            c.planned as after,
            (c.stored).resource_id is null as is_added,
            (c.planned).resource_id is null as is_removed,
            coalesce((c.stored).resource_id, (c.planned).resource_id) as resource_id,
            coalesce((c.stored).schedule_date, (c.planned).schedule_date) as schedule_date,
            coalesce((c.stored).planned_start_time, (c.planned).planned_start_time) as start_time
        from unnest(p_changes) as c
    ),

    -- Rows that stay cancel out, so that the operating time of the others tells what is gained and lost.
    operating as (
        select
            s.resource_id,
            s.shift_code,
            grouping(s.shift_code) = 1 as is_machine,
            coalesce(range_agg(s.stretch) filter (where not s.is_new), '{}') as before,
            coalesce(range_agg(s.stretch) filter (where s.is_new), '{}') as after,
            sum((2 * s.is_new::integer - 1) * s.capacity_hours) as capacity_hours
        from (
            select
                r.resource_id,
                r.shift_code,
                n.is_new,
                tstzrange(r.planned_start_time, r.planned_end_time) as stretch,
                sched_engine.hours(r.planned_start_time, r.planned_end_time) * r.capacity_percent / 100
                    as capacity_hours
            from changes as c
            cross join (values (false), (true)) as n (is_new)
            cross join lateral (select (case when n.is_new then c.after else c.before end).*) as r
            where r.schedule_status = 'operating'
        ) as s
        group by grouping sets ((s.resource_id), (s.resource_id, s.shift_code))
    ),

    weighed as materialized (
        select
            o.resource_id,
            o.shift_code,
            o.is_machine,
            coalesce(h.gained, 0) as gained_hours,
            coalesce(h.lost, 0) as lost_hours,
            o.capacity_hours
        from operating as o
        cross join lateral (
            select
                sum(sched_engine.hours(lower(p.part), upper(p.part))) filter (where p.is_gain) as gained,
                sum(sched_engine.hours(lower(p.part), upper(p.part))) filter (where not p.is_gain) as lost
            from (
                select true as is_gain, unnest(o.after - o.before) as part
                union all
                select false, unnest(o.before - o.after)
            ) as p
        ) as h
    ),

    counted as materialized (
        select
            c.resource_id,
            count(*) filter (where c.is_added) as rows_added,
            count(*) filter (where not c.is_added and not c.is_removed) as rows_changed,
            count(*) filter (where c.is_removed) as rows_removed,
            min(c.schedule_date) as first_date,
            max(c.schedule_date) as last_date
        from changes as c
        group by c.resource_id
    ),

    machines as (
        select
            c.resource_id,
            r.resource_code,
            r.resource_name,
            trim_scale(coalesce(w.gained_hours, 0)) as gained_hours,
            trim_scale(coalesce(w.lost_hours, 0)) as lost_hours,
            trim_scale(coalesce(w.capacity_hours, 0)) as capacity_hours,
            c.rows_added,
            c.rows_changed,
            c.rows_removed,
            c.first_date,
            c.last_date
        from counted as c
        inner join sched.resources as r on r.id = c.resource_id
        left join weighed as w on w.resource_id = c.resource_id and w.is_machine
        order by r.hierarchy_path
    ),

    shifts as (
        select
            w.shift_code,
            trim_scale(sum(w.gained_hours)) as gained_hours,
            trim_scale(sum(w.lost_hours)) as lost_hours,
            trim_scale(sum(w.capacity_hours)) as capacity_hours
        from weighed as w
        where not w.is_machine
        group by w.shift_code
        order by w.shift_code nulls last
    ),

    shown as (
        select
            c.resource_id,
            r.resource_code,
            c.schedule_date,
            sched_engine.what_if_row(c.before) as before,
            sched_engine.what_if_row(c.after) as after
        from changes as c
        inner join sched.resources as r on r.id = c.resource_id
        order by c.schedule_date, r.hierarchy_path, c.start_time
        limit p_limit
    )

    select jsonb_build_object(
        'total', (
            select jsonb_build_object(
                'machines', count(*),
                'gained_hours', trim_scale(coalesce(sum(m.gained_hours), 0)),
                'lost_hours', trim_scale(coalesce(sum(m.lost_hours), 0)),
                'capacity_hours', trim_scale(coalesce(sum(m.capacity_hours), 0)),
                'rows_added', coalesce(sum(m.rows_added), 0),
                'rows_changed', coalesce(sum(m.rows_changed), 0),
                'rows_removed', coalesce(sum(m.rows_removed), 0)
            )
            from machines as m
        ),
        'machines', (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from machines as m),
        'shifts', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from shifts as s),
        'changes', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from shown as s)
    )
$$;

comment on function sched_engine.what_if_report(sched_engine.row_change[], integer) is
    'Rows before and after an edit as sched_engine.what_if tells them: in all, per machine, per shift code,
and the first p_limit of them. Hours are elapsed hours of status operating; capacity_hours is their
change, weighted by capacity.';
