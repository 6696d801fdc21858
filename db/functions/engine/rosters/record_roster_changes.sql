create or replace function sched_engine.record_roster_changes(
    p_differences sched_engine.roster_difference[], p_cause jsonb
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
    with differences as materialized (
        select
            d.*,
            coalesce((d.stored).employee_id, (d.planned).employee_id) as employee_id,
            coalesce((d.stored).schedule_date, (d.planned).schedule_date) as schedule_date
        from unnest(p_differences) as d
    ),

    days as materialized (
        select
            d.employee_id,
            d.schedule_date,
            array_agg(d.stored) filter (where (d.stored).employee_id is not null) as gone,
            array_agg(d.planned) filter (where (d.planned).employee_id is not null) as come
        from differences as d
        -- What is generated for the first time is told of as a range.
        inner join sched.emp_generated_dates as g on g.employee_id = d.employee_id and g.dates @> d.schedule_date
        group by d.employee_id, d.schedule_date
    ),

    told as materialized (
        select
            d.employee_id,
            d.schedule_date,
            coalesce(
                jsonb_agg(sched_engine.roster_row_json(r.row_value) order by (r.row_value).shift_start_time)
                filter (where r.was),
                '[]'
            ) as old_value,
            coalesce(
                jsonb_agg(sched_engine.roster_row_json(r.row_value) order by (r.row_value).shift_start_time)
                filter (where r.will_be),
                '[]'
            ) as new_value
        from days as d
        cross join lateral (
            select
                s::sched.emp_schedules as row_value,
                true as was,
                not s::sched.emp_schedules = any(coalesce(d.gone, '{}')) as will_be
            from sched.emp_schedules as s
            where s.employee_id = d.employee_id and s.schedule_date = d.schedule_date
            union all
            select
                c::sched.emp_schedules,
                false,
                true
            from unnest(d.come) as c
        ) as r
        group by d.employee_id, d.schedule_date
    ),

    recorded as (
        insert into sched.emp_schedule_changes
        (epoch, changed_at, employee_id, change_kind, schedule_dates, old_value, new_value, cause, changed_by)
        select
            v_epoch,
            sched_engine.instant_of_writing(),
            t.employee_id,
            'changed',
            daterange(t.schedule_date, t.schedule_date, '[]'),
            t.old_value,
            t.new_value,
            p_cause,
            sched_engine.acting_user()
        from told as t
        order by t.employee_id, t.schedule_date
        returning *
    )

    select
        array_agg(distinct r.employee_id) as ids,
        min(lower(r.schedule_dates)) as first_date,
        max(lower(r.schedule_dates)) as last_date,
        format('%s-%s-%s', v_epoch, pg_current_xact_id(), max(r.id)) as feed_position
    into v_told
    from recorded as r;
    if v_told.ids is null then
        return;
    end if;
    perform sched_engine.emit_roster_change(v_told.ids, v_told.first_date, v_told.last_date, v_told.feed_position);
end
$$;

comment on function sched_engine.record_roster_changes(sched_engine.roster_difference[], jsonb) is
    'Writes the feed of rosters for rows about to be replaced: one entry per person and business date, with all its
rows before and after; and the event. Call it before the rows are touched.';
