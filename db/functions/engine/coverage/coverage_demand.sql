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
    with machines as materialized (
        select
            m.requirement_id,
            m.machine_id,
            m.place,
            q.shift_code,
            daterange(q.start_date, q.end_date, '[]') as valid
        from unnest(p_requirement_ids, p_machine_ids, p_places) as m (requirement_id, machine_id, place)
        inner join sched.emp_requirements as q on q.id = m.requirement_id
    ),

    stretches as materialized (
        select
            s.resource_id,
            s.schedule_date,
            s.shift_code,
            greatest(s.planned_start_time, p_from) as start_time,
            least(s.planned_end_time, p_to) as end_time
        from sched_engine.operating_rows(p_machine_ids, p_from, p_to) as s
    )

    select
        m.place,
        m.requirement_id,
        s.schedule_date,
        s.start_time,
        s.end_time,
        count(*)::integer
    from machines as m
    inner join stretches as s on s.resource_id = m.machine_id
    where m.valid @> s.schedule_date
        and (m.shift_code is null or m.shift_code = s.shift_code)
    group by m.place, m.requirement_id, s.schedule_date, s.start_time, s.end_time;
end
$$;

comment on function sched_engine.coverage_demand(bigint[], bigint[], integer[], timestamptz, timestamptz) is
    'How many machines of each place operate when, by the stored plan within [p_from, p_to), cut there: a row for machines
that begin and stop together. The arrays say, side by side, which machine is what place of which requirement.';
