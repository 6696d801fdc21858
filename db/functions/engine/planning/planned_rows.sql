-- From machines to rows, with everything computed once for all that share it:
--
--   machine -> source    the nearest resource with anything of its own (planning_sources)
--   source  -> profile   sources that are planned alike, exceptions aside (planning_profiles)
--   profile -> slots     the working stretches of its patterns (pattern_slots)
--   slot    -> segments  cut at the edges of what overrides it: holidays once for a profile; exceptions, with the
--                        holidays again, for each source and only for the slots they touch
--
-- A slot belongs to its profile, unless exceptions touch it or reschedule its source: then to the source. `owner_id`
-- is the source's id, or the profile's id made negative.
--
-- The estimates (`rows`) of the functions it calls are low on purpose: tables for hashing are made in the estimated
-- size before the first row, which for one machine cost more than the work itself; they grow when a plant needs more.
create or replace function sched_engine.planned_rows(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean, p_now timestamptz,
    p_anew datemultirange
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
    holiday_id bigint,
    shift_second integer,
    shift_placement sched.shift_placement
)
language sql
stable
parallel safe
rows 100000
as $$
    with machines as materialized (
        select * from sched_engine.planning_sources(p_resource_ids, p_from - 1, p_to, p_now is not null)
    ),

    sources as materialized (
        select
            f.resource_id as source_id,
            f.profile_id
        from sched_engine.planning_profiles(
            array(select distinct m.source_id from machines as m), p_from, p_to, p_now is not null
        ) as f
    ),

    slots as materialized (
        select s.*
        from sched_engine.pattern_slots(
            array(select distinct i.profile_id from sources as i), p_from, p_to, false, p_now, p_anew
        ) as s
    ),

    -- A shift moved by a day makes room, or takes it, on the dates around.
    exceptions as materialized (
        select
            i.profile_id,
            e.*,
            bool_or(e.impact_type in ('shifted', 'additional')) over (partition by e.resource_id) as is_rescheduled
        from sched_engine.effective_exceptions(
            array(select s.source_id from sources as s), p_from - 3, p_to + 2
        ) as e
        inner join sources as i on i.source_id = e.resource_id
        where e.impact_type <> 'additional' or sched_engine.works_overtime(e.resource_id, e.start_time, p_now is null)
    ),

    -- Where exceptions move shifts or add time, a source has slots of its own altogether.
    rescheduled as materialized (
        select array(select distinct e.resource_id from exceptions as e where e.is_rescheduled) as ids
    ),

    own_slots as materialized (
        select s.*
        from rescheduled as r
        cross join lateral sched_engine.pattern_slots(r.ids, p_from, p_to, true, p_now, p_anew) as s
        where r.ids <> '{}'
        union all
        select
            s.resource_id,
            s.schedule_date,
            s.shift_code,
            null,
            s.exception_id,
            s.start_time,
            s.end_time,
            null,
            null,
            false
        from rescheduled as r
        cross join lateral sched_engine.overtime_slots(r.ids, p_from, p_to, p_now, p_anew) as s
        where r.ids <> '{}'
    ),

    -- Dates whose shifts may reach into an exception, in whatever zone: an equality that the join below can use.
    exception_dates as materialized (
        select
            e.*,
            d.day::date as schedule_date
        from exceptions as e
        cross join lateral generate_series(
            greatest((e.start_time at time zone 'UTC')::date - 2, p_from)::timestamp,
            least((e.end_time at time zone 'UTC')::date + 2, p_to)::timestamp,
            interval '1 day'
        ) as d (day)
        where not e.is_rescheduled
    ),

    touched as materialized (
        select distinct
            e.resource_id as source_id,
            s.resource_id as profile_id,
            s.start_time
        from exception_dates as e
        inner join slots as s
            on s.resource_id = e.profile_id and s.schedule_date = e.schedule_date
            and s.start_time < e.end_time and s.end_time > e.start_time
    ),

    owned_slots as materialized (
        select
            - s.resource_id as owner_id,
            s.resource_id as profile_id,
            s.*
        from slots as s
        union all
        select
            t.source_id,
            t.profile_id,
            s.*
        from touched as t
        inner join slots as s on s.resource_id = t.profile_id and s.start_time = t.start_time
        union all
        select
            s.resource_id,
            i.profile_id,
            s.*
        from own_slots as s
        inner join sources as i on i.source_id = s.resource_id
    ),

    holidays as materialized (
        select h.*
        from sched_engine.holiday_stops(
            array(select distinct i.profile_id from sources as i), p_from, p_to, p_apply_holidays, p_now is not null
        ) as h
    ),

    -- Passed on in one array: they are few, since only what is hit is cut.
    hits as (
        select array_agg(h.hit) as hits
        from (
            select row(
                s.owner_id, s.start_time, s.end_time, s.exception_id, e.start_time, e.end_time, e.impact_type, e.standing,
                e.exception_id, e.schedule_status, e.capacity_percent, null
            )::sched_engine.slot_hit as hit
            from exceptions as e
            inner join owned_slots as s
                on s.owner_id = e.resource_id and s.start_time < e.end_time and s.end_time > e.start_time
            where e.impact_type <> 'shifted'
            union all
            select row(
                s.owner_id, s.start_time, s.end_time, s.exception_id, h.start_time, h.end_time, null, null, null, null,
                null, h.holiday_id
            )::sched_engine.slot_hit
            from owned_slots as s
            inner join holidays as h
                on h.resource_id = s.profile_id and h.holiday_date = s.schedule_date
                and h.start_time < s.end_time and h.end_time > s.start_time
                and h.is_stored = s.is_begun
            where s.pattern_id is not null
        ) as h
    ),

    overridden as materialized (
        select d.*
        from hits as h
        cross join lateral sched_engine.decided_stretches(h.hits) as d
    ),

    segments as materialized (
        select
            s.owner_id,
            s.start_time as slot_start,
            s.schedule_date,
            s.shift_code,
            s.pattern_id,
            s.shift_second,
            s.shift_placement,
            coalesce(lower(o.stretch), s.start_time) as start_time,
            coalesce(upper(o.stretch), s.end_time) as end_time,
            coalesce(o.schedule_status, 'operating') as schedule_status,
            coalesce(o.capacity_percent, 100::smallint) as capacity_percent,
            case when o.owner_id is null then s.exception_id else o.exception_id end as exception_id,
            o.holiday_id
        from owned_slots as s
        left join overridden as o on o.owner_id = s.owner_id and o.start_time = s.start_time
        order by s.owner_id, coalesce(lower(o.stretch), s.start_time) desc
    ),

    -- Which of both a machine has is asked here, once, and not of each of its rows below.
    owners as materialized (
        select
            m.resource_id,
            o.owner_id,
            case when o.owner_id < 0 and t.source_id is not null then i.source_id end as touched_source_id
        from machines as m
        inner join sources as i on i.source_id = m.source_id
        cross join rescheduled as r
        left join (select distinct u.source_id from touched as u) as t on t.source_id = i.source_id
        cross join lateral (values (- i.profile_id), (i.source_id)) as o (owner_id)
        where o.owner_id > 0 or i.source_id <> all(r.ids)
        order by m.resource_id
    )

    select
        o.resource_id,
        s.schedule_date,
        s.shift_code,
        s.start_time,
        s.end_time,
        s.schedule_status,
        s.capacity_percent,
        s.pattern_id,
        s.exception_id,
        s.holiday_id,
        s.shift_second,
        s.shift_placement
    from owners as o
    inner join segments as s on s.owner_id = o.owner_id
    where o.touched_source_id is null
        or not exists (
            select from touched as t where t.source_id = o.touched_source_id and t.start_time = s.slot_start
        )
$$;

comment on function sched_engine.planned_rows(bigint[], date, date, boolean, timestamptz, datemultirange) is
    'What the stored rows of these resources (NULL: every schedulable one) should be for the business dates p_from to p_to,
both included, with the shift that each belongs to. Pure: reads, and writes nothing. p_apply_holidays = false ignores
holidays. With p_now the plan as it goes on from the stored one at that instant (sched_engine.continued_shifts, also for
p_anew); ids are required then. Without it, what the model of now gives.

One row per maximal stretch of one shift with one status, capacity and cause; rows of one resource never overlap.';
