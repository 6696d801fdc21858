create or replace function sched_engine.coverage_demand(
    p_requirement_ids bigint[], p_machine_ids bigint[], p_places integer[], p_from timestamptz, p_to timestamptz
)
returns table (
    place integer, requirement_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz,
    machines integer
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    -- Machines that are the same places are counted before their stretches are told of each.
    with kinds as materialized (
        select
            k.machine_id,
            dense_rank() over (order by k.places)::integer as kind,
            k.places
        from (
            select
                m.machine_id,
                array_agg(m.place order by m.place) as places
            from unnest(p_machine_ids, p_places) as m (machine_id, place)
            group by m.machine_id
        ) as k
    ),

    stretches as materialized (
        select
            k.kind,
            s.schedule_date,
            s.shift_code,
            s.planned_start_time,
            s.planned_end_time,
            count(*)::integer as machines
        from sched_engine.operating_rows(array(select k.machine_id from kinds as k), p_from, p_to) as s
        inner join kinds as k on k.machine_id = s.resource_id
        group by k.kind, s.schedule_date, s.shift_code, s.planned_start_time, s.planned_end_time
    ),

    wanted as materialized (
        select
            w.kind,
            p.place,
            q.id as requirement_id,
            q.shift_code,
            daterange(q.start_date, q.end_date, '[]') as valid
        from (select distinct k.kind, k.places from kinds as k) as w
        cross join lateral unnest(w.places) as p (place)
        inner join (
            select distinct
                m.place,
                m.requirement_id
            from unnest(p_places, p_requirement_ids) as m (place, requirement_id)
        ) as n on n.place = p.place
        inner join sched.emp_requirements as q on q.id = n.requirement_id
    )

    select
        w.place,
        w.requirement_id,
        s.schedule_date,
        greatest(s.planned_start_time, p_from),
        least(s.planned_end_time, p_to),
        sum(s.machines)::integer
    from stretches as s
    inner join wanted as w on w.kind = s.kind
    where w.valid @> s.schedule_date
        and (w.shift_code is null or w.shift_code = s.shift_code)
    group by 1, 2, 3, 4, 5;
end
$$;

comment on function sched_engine.coverage_demand(bigint[], bigint[], integer[], timestamptz, timestamptz) is
    'How many machines of each place operate when, by the stored plan within [p_from, p_to), cut there: a row for machines
that begin and stop together. The arrays say, side by side, which machine is what place of which requirement.';
