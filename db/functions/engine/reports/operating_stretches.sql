create or replace function sched_engine.operating_stretches(
    p_resource_id bigint, p_from timestamptz, p_to timestamptz
)
returns table (start_time timestamptz, end_time timestamptz, shift_code text, capacity_percent smallint)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_first date;
    v_last date;
    v_missing datemultirange;
    v_stored tstzmultirange;
    v_part daterange;
begin
    -- A shift may last into the next date, and be moved by one more day in either direction.
    select
        (p_from at time zone z.time_zone)::date - 3,
        (p_to at time zone z.time_zone)::date + 2
    into v_first, v_last
    from sched_engine.effective_time_zones(array[p_resource_id]) as z;

    return query
    select
        s.planned_start_time,
        s.planned_end_time,
        s.shift_code,
        s.capacity_percent
    from sched.equipment_schedules as s
    where s.resource_id = p_resource_id
        and s.schedule_date between v_first and v_last
        and s.planned_start_time < p_to
        and s.planned_end_time > p_from
        and s.schedule_status = 'operating';

    select datemultirange(daterange(v_first, v_last, '[]')) - g.dates into v_missing
    from sched.generated_dates as g
    where g.resource_id = p_resource_id;
    if v_missing = '{}' then
        return;
    end if;

    -- What is stored may be history that today's rules would not give again: the rest is computed around it.
    select coalesce(range_agg(tstzrange(s.planned_start_time, s.planned_end_time)), '{}') into v_stored
    from sched.equipment_schedules as s
    where s.resource_id = p_resource_id and s.schedule_date between v_first and v_last;

    foreach v_part in array array(select unnest(v_missing)) loop
        return query
        select
            lower(t.part),
            upper(t.part),
            s.shift_code,
            s.capacity_percent
        from sched_engine.planned_segments(array[p_resource_id], lower(v_part), upper(v_part) - 1) as s
        cross join lateral unnest(
            tstzmultirange(tstzrange(s.planned_start_time, s.planned_end_time)) - v_stored
        ) as t (part)
        where s.schedule_status = 'operating' and lower(t.part) < p_to and upper(t.part) > p_from;
    end loop;
end
$$;

comment on function sched_engine.operating_stretches(bigint, timestamptz, timestamptz) is
    'When a machine operates: the whole stretches that overlap [p_from, p_to), never overlapping each other,
in no particular order. Those of the stored plan; for business dates that have not been generated, before,
between or after it, what planned_segments gives now.';
