create or replace function sched_engine.decided_stretches(p_hits sched_engine.slot_hit[])
returns table (
    owner_id bigint,
    start_time timestamptz,
    stretch tstzrange,
    schedule_status sched.schedule_status,
    capacity_percent smallint,
    exception_id bigint,
    holiday_id bigint
)
language plpgsql
immutable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if coalesce(cardinality(p_hits), 0) = 0 then
        return;
    end if;
    return query
    with hits as materialized (
        select h.* from unnest(p_hits) as h
    ),

    cuts as (
        select distinct
            h.owner_id,
            h.start_time,
            h.end_time,
            h.own_exception_id,
            greatest(c.at_time, h.start_time) as at_time
        from hits as h
        cross join lateral (values (h.start_time), (h.hit_start), (h.hit_end)) as c (at_time)
        where c.at_time < h.end_time
    ),

    pieces as (
        select
            c.*,
            lead(c.at_time, 1, c.end_time) over (partition by c.owner_id, c.start_time order by c.at_time) as until_time
        from cuts as c
    ),

    -- What bears on each piece: of every kind the one that stands first.
    weighed as (
        select
            p.owner_id,
            p.start_time,
            p.own_exception_id,
            tstzrange(p.at_time, p.until_time) as piece,
            min(h.standing) filter (where h.impact_type = 'no_operation') as stop,
            min(h.standing) filter (where h.impact_type = 'reduced') as reduction,
            min(h.standing) filter (where h.impact_type = 'additional') as overtime,
            min(h.holiday_id) as holiday_id
        from pieces as p
        left join hits as h
            on h.owner_id = p.owner_id and h.start_time = p.start_time
            and h.hit_start < p.until_time and h.hit_end > p.at_time
        group by p.owner_id, p.start_time, p.own_exception_id, p.at_time, p.until_time
    ),

    exceptions as (
        select distinct
            h.owner_id,
            h.standing,
            h.exception_id,
            h.schedule_status,
            h.capacity_percent
        from hits as h
        where h.exception_id is not null
    ),

    -- A stop beats everything, overtime beats a holiday, and a reduction only lowers what operates.
    decided as (
        select
            w.owner_id,
            w.start_time,
            w.piece,
            case
                when s.exception_id is not null then s.schedule_status
                when d.is_holiday then 'holiday'
                else 'operating'
            end as schedule_status,
            case
                when s.exception_id is not null or d.is_holiday then 0
                else coalesce(r.capacity_percent, 100)
            end::smallint as capacity_percent,
            case
                when s.exception_id is not null then s.exception_id
                when not d.is_holiday then coalesce(
                    r.exception_id, case when w.holiday_id is not null then o.exception_id end, w.own_exception_id
                )
            end as exception_id,
            w.holiday_id
        from weighed as w
        left join exceptions as s on s.owner_id = w.owner_id and s.standing = w.stop
        left join exceptions as r on r.owner_id = w.owner_id and r.standing = w.reduction
        left join exceptions as o on o.owner_id = w.owner_id and o.standing = w.overtime
        cross join lateral (
            select w.stop is null and w.holiday_id is not null and w.overtime is null as is_holiday
        ) as d
    )

    select
        d.owner_id,
        d.start_time,
        unnest(range_agg(d.piece)),
        d.schedule_status,
        d.capacity_percent,
        d.exception_id,
        d.holiday_id
    from decided as d
    group by d.owner_id, d.start_time, d.schedule_status, d.capacity_percent, d.exception_id, d.holiday_id;
end
$$;

comment on function sched_engine.decided_stretches(sched_engine.slot_hit[]) is
    'Cuts stretches of shifts at the edges of the exceptions and holidays in them, and decides each piece: status, capacity and
causes. Neighbours that are decided alike stay in one piece. Pure.';
