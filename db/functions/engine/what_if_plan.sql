create or replace function sched_engine.what_if_plan(p_resource_ids bigint[], p_from date, p_to date)
returns setof sched.equipment_schedules
language plpgsql
stable
set search_path = ''
as $$
declare
    v_now constant timestamptz := sched_engine.current_instant();
    -- The same borders as in sched_engine.rebuild: history, then what later dates will be.
    v_past constant datemultirange := datemultirange(daterange(null, sched_engine.last_begun_date(), '[]'));
    v_open constant datemultirange := datemultirange(daterange(p_from, p_to, '[]'))
        - datemultirange(daterange(null, sched_engine.period_lock(), '[]'));
    v_part record;
begin
    for v_part in
        select
            lower(d.part) as first_date,
            upper(d.part) - 1 as last_date,
            k.apply_holidays,
            k.is_kept,
            array_agg(i.id order by i.id) as ids
        from unnest(p_resource_ids) as i (id)
        left join sched.generated_dates as g on g.resource_id = i.id
        cross join lateral (
            select
                coalesce(g.dates, '{}') * v_past as kept,
                coalesce(g.dates_without_holidays, '{}') as bare
        ) as h
        cross join lateral (
            values
            (true, true, h.kept - h.bare),
            (true, false, h.kept * h.bare),
            (false, true, v_open - h.kept - h.bare),
            (false, false, h.bare - h.kept)
        ) as k (is_kept, apply_holidays, dates)
        cross join lateral unnest(k.dates * v_open) as d (part)
        group by d.part, k.apply_holidays, k.is_kept
    loop
        return query
        select
            n.resource_id,
            n.planned_start_time,
            n.planned_end_time,
            n.pattern_id,
            v_now,
            n.schedule_date,
            n.schedule_status,
            n.capacity_percent,
            n.shift_code,
            n.exception_id,
            n.holiday_id
        from sched_engine.planned_segments(
            v_part.ids, v_part.first_date, v_part.last_date, v_part.apply_holidays,
            case when v_part.is_kept then v_now end
        ) as n;
    end loop;
end
$$;

comment on function sched_engine.what_if_plan(bigint[], date, date) is
    'The rows that the model of this moment gives these resources on the business dates p_from to p_to, as a
refresh would store them: where dates have been generated, shifts that have begun stay as they are stored
but for exceptions, and holidays count as they did then; dates up to the period lock are left out.
generated_at is the present.';
