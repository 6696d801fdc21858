create or replace function sched_engine.give_way(p_resource_ids bigint[], p_from date, p_to date)
returns bigint
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_around constant datemultirange := datemultirange(daterange(p_from - 2, p_from), daterange(p_to + 1, p_to + 3));
    v_ids constant bigint[] := array(
        select g.resource_id
        from sched.generated_dates as g
        where g.resource_id = any(p_resource_ids) and g.dates && v_around
    );
    v_overlap record;
    v_pieces bigint;
    v_gained bigint := 0;
begin
    if v_ids = '{}' then
        return 0;
    end if;

    -- Shifts of the dates around count from their start to their end: their breaks are not free either.
    for v_overlap in
        select
            (array_agg(s))[1] as written,
            tstzmultirange(tstzrange(s.planned_start_time, s.planned_end_time)) - range_agg(k.busy) as free
        from (
            select
                i.resource_id,
                tstzrange(min(i.planned_start_time), max(i.planned_end_time)) as busy
            from sched.equipment_schedules as i
            where i.resource_id = any(v_ids)
                and i.schedule_date between p_from - 2 and p_to + 2
                and v_around @> i.schedule_date
            group by i.resource_id, i.schedule_date, i.shift_code, i.pattern_id
        ) as k
        inner join sched.equipment_schedules as s
            on s.resource_id = k.resource_id
            and s.planned_start_time < upper(k.busy)
            and s.planned_start_time > lower(k.busy) - interval '2 days'
            and s.planned_end_time > lower(k.busy)
        where s.schedule_date between p_from and p_to
        group by s.resource_id, s.planned_start_time, s.planned_end_time, s.schedule_date
    loop
        delete from sched.equipment_schedules as s
        where s.resource_id = (v_overlap.written).resource_id
            and s.planned_start_time = (v_overlap.written).planned_start_time
            and s.schedule_date = (v_overlap.written).schedule_date;
        insert into sched.equipment_schedules
        select r.*
        from unnest(v_overlap.free) as p (piece)
        cross join lateral jsonb_populate_record(
            v_overlap.written,
            jsonb_build_object('planned_start_time', lower(p.piece), 'planned_end_time', upper(p.piece))
        ) as r;
        get diagnostics v_pieces = row_count;
        v_gained := v_gained + v_pieces - 1;
    end loop;
    return v_gained;
end
$$;

comment on function sched_engine.give_way(bigint[], date, date) is
    'Cuts off rows just written for missing business dates what overlaps shifts of the dates around them that are stored
already: those may be history that follows earlier patterns, and a shift that has begun is finished first. Returns the
number of rows gained, negative when rows went altogether.';
