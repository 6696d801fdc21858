create or replace function sched_engine.overtime_slots(
    p_resource_ids bigint[], p_from date, p_to date, p_now timestamptz, p_anew datemultirange
)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    exception_id bigint,
    start_time timestamptz,
    end_time timestamptz
)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_lock constant date := sched_engine.period_lock();
begin
    return query
    with overtime as materialized (
        select
            e.*,
            (e.start_time at time zone t.time_zone)::date as schedule_date,
            tstzmultirange(tstzrange(e.start_time, e.end_time)) as wanted
        from sched_engine.effective_exceptions(p_resource_ids, p_from - 1, p_to + 1) as e
        -- Its date is that of its start, on the clock of then.
        inner join sched.resource_states as t
            on t.resource_id = e.resource_id and t.valid_from <= e.start_time and t.valid_until > e.start_time
        where e.impact_type = 'additional' and sched_engine.works_overtime(e.resource_id, e.start_time, p_now is null)
    ),

    taken as (
        select
            s.resource_id,
            range_agg(tstzrange(s.start_time, s.end_time)) as slots
        from (
            select
                i.resource_id,
                i.start_time,
                i.end_time
            from sched_engine.pattern_slots(
                array(select distinct o.resource_id from overtime as o), p_from - 2, p_to + 2, true, p_now, p_anew
            ) as i
            union all
            -- Overtime on locked dates stays, whatever stands before it now.
            select
                r.resource_id,
                r.planned_start_time,
                r.planned_end_time
            from sched.equipment_schedules as r
            where p_now is not null
                and r.resource_id = any(array(select o.resource_id from overtime as o))
                and r.schedule_date between p_from - 2 and least(p_to + 2, v_lock)
                and r.pattern_id is null
        ) as s
        group by s.resource_id
    ),

    added as (
        select
            o.*,
            o.wanted - coalesce(t.slots, '{}') - coalesce(
                range_agg(o.wanted) over (
                    partition by o.resource_id order by o.standing rows between unbounded preceding and 1 preceding
                ),
                '{}'
            ) as remaining
        from overtime as o
        left join taken as t on t.resource_id = o.resource_id
    )

    select
        a.resource_id,
        a.schedule_date,
        a.shift_code,
        a.exception_id,
        lower(p.part),
        upper(p.part)
    from added as a
    cross join lateral unnest(a.remaining) as p (part)
    where a.schedule_date between p_from and p_to;
end
$$;

comment on function sched_engine.overtime_slots(bigint[], date, date, timestamptz, datemultirange) is
    'Operating time that overtime adds outside of the shifts of each resource (those of pattern_slots with the same
arguments). Its business date is the local date on which the overtime starts; where overtimes overlap, the one with the
lower standing gets the time.';
