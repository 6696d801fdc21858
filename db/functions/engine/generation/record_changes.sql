create or replace function sched_engine.record_changes(
    p_changes sched_engine.row_change[], p_from date, p_to date, p_cause jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_epoch constant smallint := sched_engine.feed_epoch();
    v_told record;
begin
    with changes as materialized (
        select
            c.*,
            coalesce((c.stored).resource_id, (c.planned).resource_id) as resource_id,
            coalesce((c.stored).schedule_date, (c.planned).schedule_date) as schedule_date
        from unnest(p_changes) as c
    ),

    days as materialized (
        select distinct c.resource_id, c.schedule_date from changes as c
    ),

    old_rows as materialized (
        select s.*
        from days as d
        inner join sched.equipment_schedules as s
            on s.resource_id = d.resource_id and s.schedule_date = d.schedule_date
        where s.schedule_date between p_from and p_to
    ),

    new_rows as (
        select r.* from old_rows as r
        where not exists (
            select from changes as c
            where c.resource_id = r.resource_id and c.schedule_date = r.schedule_date
                and (c.stored).planned_start_time = r.planned_start_time
        )
        union all
        select (c.planned).* from changes as c where (c.planned).resource_id is not null
    ),

    old_days as (
        select r.resource_id, r.schedule_date,
            jsonb_agg(sched_engine.row_json(r::sched.equipment_schedules) order by r.planned_start_time) as value
        from old_rows as r
        group by r.resource_id, r.schedule_date
    ),

    new_days as (
        select r.resource_id, r.schedule_date,
            jsonb_agg(sched_engine.row_json(r::sched.equipment_schedules) order by r.planned_start_time) as value
        from new_rows as r
        group by r.resource_id, r.schedule_date
    ),

    recorded as (
        insert into sched.schedule_changes
        (epoch, changed_at, resource_id, change_kind, schedule_dates, old_value, new_value, cause, changed_by)
        select
            v_epoch,
            sched_engine.instant_of_writing(),
            d.resource_id,
            'changed',
            daterange(d.schedule_date, d.schedule_date, '[]'),
            coalesce(o.value, '[]'),
            coalesce(n.value, '[]'),
            p_cause,
            sched_engine.acting_user()
        from days as d
        left join old_days as o using (resource_id, schedule_date)
        left join new_days as n using (resource_id, schedule_date)
        order by d.resource_id, d.schedule_date
        returning *
    ),

    machines as (
        select
            array_agg(distinct r.resource_id) as ids,
            min(lower(r.schedule_dates)) as first_date,
            max(lower(r.schedule_dates)) as last_date,
            format('%s-%s-%s', v_epoch, pg_current_xact_id(), max(r.id)) as feed_position
        from recorded as r
    )

    -- A few machines are told of one by one, with what changed; many at once.
    select
        m.*,
        case when cardinality(m.ids) <= 20 then array(select r::sched.schedule_changes from recorded as r) end as entries
    into v_told
    from machines as m;
    perform sched_engine.emit_schedule_changes(
        v_told.entries, v_told.ids, v_told.first_date, v_told.last_date, v_told.feed_position
    );
end
$$;

comment on function sched_engine.record_changes(sched_engine.row_change[], date, date, jsonb) is
    'Writes the change feed for rows about to be replaced: one entry per resource and business date, with all its rows
before and after; and the events about them. Call it before the rows are touched.';
