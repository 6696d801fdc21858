create or replace function sched_engine.ungenerated_shifts(p_resource_ids bigint[], p_at timestamptz)
returns setof bigint
language plpgsql
stable
parallel safe
security definer
rows 100
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
    v_first date;
    v_last date;
begin
    -- Where generated dates begin with the date of p_at or the one before, one that is not generated may still run.
    select
        array_agg(g.resource_id),
        min(t.today) - 2,
        max(t.today) - 1
    into v_ids, v_first, v_last
    from sched_engine.visible_resources as v
    inner join sched.resource_states as z on z.resource_id = v.id and z.valid_until = 'infinity'
    inner join sched.generated_dates as g on g.resource_id = v.id
    cross join lateral (select (p_at at time zone z.time_zone)::date as today) as t
    where (p_resource_ids is null and z.is_scheduled or v.id = any(p_resource_ids))
        and g.dates @> t.today
        and not g.dates @> daterange(t.today - 2, t.today, '[]');
    if v_ids is null then
        return;
    end if;

    return query
    select n.resource_id
    from sched_engine.planned_segments(v_ids, v_first, v_last) as n
    inner join sched.resource_states as z on z.resource_id = n.resource_id and z.valid_until = 'infinity'
    inner join sched.generated_dates as g on g.resource_id = n.resource_id
    cross join lateral (select (p_at at time zone z.time_zone)::date as today) as t
    where n.planned_start_time <= p_at and n.planned_end_time > p_at
        and n.schedule_date between t.today - 2 and t.today - 1
        and not g.dates @> n.schedule_date;
end
$$;

comment on function sched_engine.ungenerated_shifts(bigint[], timestamptz) is
    'Those of these machines (null: all scheduled ones) that at an instant, on a generated date, run in a shift of a date
before that has not been generated. Only what the present request may see. Security definer, because views of the HTTP API
call it as whoever asks.';

grant execute on function sched_engine.ungenerated_shifts(bigint[], timestamptz)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
