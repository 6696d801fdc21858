create or replace function sched_engine.planned_segments_as_known(
    p_resource_ids bigint[], p_from date, p_to date, p_known_at timestamptz
)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    planned_start_time timestamptz,
    planned_end_time timestamptz,
    schedule_status sched.schedule_status,
    capacity_percent smallint,
    pattern_id bigint,
    exception_id bigint,
    holiday_id bigint
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_removed_until constant timestamptz := (
        select h.removed_until from sched.removed_history as h where h.table_name = 'schedule_changes'
    );
begin
    perform sched_engine.check_period(p_from, p_to);
    if p_known_at < v_removed_until then
        perform sched_engine.refuse('SC017',
            format('The plan as it was known at %s can no longer be told.', p_known_at),
            format('Ask for %s or later.', v_removed_until),
            'Older changes were removed, as the setting schedule_changes_retention_days says.');
    end if;
    return query
    with machines as (
        select g.resource_id
        from sched.generated_dates as g
        where g.dates && daterange(p_from, p_to, '[]')
            and (p_resource_ids is null or g.resource_id = any(p_resource_ids))
        union
        -- Their plan may have been cleared since.
        select c.resource_id
        from sched.schedule_changes as c
        where c.changed_at > p_known_at and c.schedule_dates && daterange(p_from, p_to, '[]')
            and (p_resource_ids is null or c.resource_id = any(p_resource_ids))
    ),

    -- What became of the plan after that moment: dates that were not planned yet, and, for dates that were, the
    -- first change since, which tells what stood there before.
    later as (
        select
            c.id,
            c.resource_id,
            c.schedule_dates,
            c.change_kind,
            c.old_value,
            row_number() over (
                partition by c.resource_id, c.schedule_dates, c.change_kind order by c.id
            ) as nr
        from machines as m
        inner join sched.schedule_changes as c on c.resource_id = m.resource_id
        where c.changed_at > p_known_at and c.schedule_dates && daterange(p_from, p_to, '[]')
    ),

    undone as (
        select
            l.id,
            l.resource_id,
            lower(l.schedule_dates) as schedule_date,
            l.old_value
        from later as l
        where l.change_kind = 'changed' and l.nr = 1
    ),

    known as (
        select
            s.*,
            null::bigint as undone_by
        from machines as m
        inner join sched.equipment_schedules as s on s.resource_id = m.resource_id
        where s.schedule_date between p_from and p_to
            and not exists (
                select from undone as u where u.resource_id = s.resource_id and u.schedule_date = s.schedule_date
            )
        union all
        select
            r.*,
            u.id
        from undone as u
        cross join lateral jsonb_array_elements(u.old_value) as v (row_value)
        cross join lateral jsonb_populate_record(
            null::sched.equipment_schedules,
            v.row_value || jsonb_build_object('resource_id', u.resource_id, 'schedule_date', u.schedule_date)
        ) as r
    )

    select
        k.resource_id,
        k.schedule_date,
        k.shift_code,
        k.planned_start_time,
        k.planned_end_time,
        k.schedule_status,
        k.capacity_percent,
        k.pattern_id,
        k.exception_id,
        k.holiday_id
    from known as k
    where not exists (
        select from later as l
        where l.resource_id = k.resource_id and l.change_kind = 'generated' and l.schedule_dates @> k.schedule_date
            and l.id < coalesce(k.undone_by, l.id + 1)
    );
end
$$;

comment on function sched_engine.planned_segments_as_known(bigint[], date, date, timestamptz) is
    'The stored plan for the business dates p_from to p_to as it stood at p_known_at: later changes are taken back with the
change feed. Dates first generated after that moment have no rows: they were not planned yet. NULL ids: all. Refuses (SC017)
moments for which the feed is no longer kept.';
