create or replace function sched_engine.explain_holidays(
    p_resource_id bigint, p_at timestamptz, p_date date, p_winner_kind text, p_winner_id bigint,
    p_row sched.equipment_schedules
)
returns table (id bigint, outcome text, why text, rule jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with entries as (
        select
            e.*,
            h.*,
            c.calendar_code,
            c.calendar_name,
            h.start_time is null
            or p_at >= sched_engine.wall_to_instant(p_date + h.start_time, z.time_zone)
            and p_at < sched_engine.wall_to_instant(
                p_date + (h.end_time <= h.start_time)::integer + h.end_time, z.time_zone
            ) as covers
        from sched_engine.explain_calendar_entries(p_resource_id, p_date) as e
        inner join sched.holidays as h on h.id = e.holiday_id
        inner join sched.holiday_calendars as c on c.id = h.calendar_id
        inner join sched_engine.effective_time_zones(array[p_resource_id]) as z on true
    ),

    first as (
        select e.* from entries as e where e.standing = 1 order by e.id limit 1
    ),

    nearest as (
        select r.resource_code
        from sched.resources as r
        inner join sched_engine.effective_calendars(array[p_resource_id]) as c
            on r.id = coalesce(c.inherited_from, c.resource_id)
    )

    select
        e.id,
        case
            when p_winner_kind = 'holiday' and e.id = p_winner_id then 'decides'
            when e.standing = 1 and not e.affects_scheduling then 'applies'
            else 'overruled'
        end,
        case
            when p_winner_kind = 'holiday' and e.id = p_winner_id then null
            when e.standing is null and a.resource_id is not null then format(
                'The default calendar %s is for %s, and %s is in %s.', e.calendar_code, a.calendar_country, a.time_zone,
                a.zone_country
            )
            when e.standing is null
                then format('%s has calendars of its own, which decide instead.', n.resource_code)
            when e.standing > 1 and e.calendar_id = f.calendar_id
                then 'An entry made by hand outweighs imported ones of its calendar.'
            when e.standing > 1
                then format(
                    'Calendar %s has higher priority, and has %s on this date.', f.calendar_code, f.holiday_name
                )
            when not e.affects_scheduling then 'It says that this date is a working day.'
            when p_row.resource_id is null then 'There is no shift at this time for it to cancel.'
            when not e.covers
                then format(
                    'It only lasts from %s to %s.', left(e.start_time::text, 5), left(e.end_time::text, 5)
                )
            when p_winner_kind = 'holiday' then 'Another entry of its calendar covers this time as well.'
            when p_row.schedule_status = 'operating' then 'Overtime is worked on holidays too.'
            else 'An exception outweighs a holiday.'
        end,
        jsonb_build_object(
            'holiday_id', e.id,
            'holiday_name', e.holiday_name,
            'holiday_date', p_date,
            'start_time', e.start_time,
            'end_time', e.end_time,
            'affects_scheduling', e.affects_scheduling,
            'source', e.source,
            'calendar_code', e.calendar_code,
            'calendar_name', e.calendar_name,
            'priority', e.priority,
            'resource_code', r.resource_code,
            'is_inherited', r.id <> p_resource_id,
            'entered_by', l.changed_by,
            'entered_at', e.created_at
        )
    from entries as e
    left join first as f on true
    left join nearest as n on true
    left join sched_engine.machines_abroad(array[p_resource_id]) as a on true
    left join sched.resources as r on r.id = e.observed_by
    left join sched_engine.explain_entry('holidays', e.id) as l on true
$$;

comment on function sched_engine.explain_holidays(
    bigint, timestamptz, date, text, bigint, sched.equipment_schedules
) is
    'Entries on a business date of the calendars of a resource and above it, and what becomes of each at an
instant beside the rule that decides and the row of the plan (null: none).';
