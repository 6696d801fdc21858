create or replace function sched_engine.coverage_demand(
    p_requirement_ids bigint[], p_resource_ids bigint[], p_places integer[], p_from timestamptz, p_to timestamptz
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
    with filled as materialized (
        select
            f.place,
            f.resource_id,
            q.per = 'machine' and q.machines_per_person = 1 as is_alone,
            q.id as requirement_id,
            q.shift_code,
            daterange(q.start_date, q.end_date, '[]') as valid
        from unnest(p_requirement_ids, p_resource_ids, p_places) as f (requirement_id, resource_id, place)
        inner join sched.emp_requirements as q on q.id = f.requirement_id
    ),

    -- What is asked of the same machines together: of all that are below a resource, or of some one by one.
    parts as materialized (
        select
            row_number() over ()::integer as part,
            g.*
        from (
            select
                false as is_alone,
                array[f.resource_id] as resource_ids,
                array_agg(f.place) as places
            from filled as f
            where not f.is_alone
            group by f.resource_id
            union all
            select
                true,
                array_agg(a.resource_id),
                a.places
            from (
                select
                    f.resource_id,
                    array_agg(f.place order by f.place) as places
                from filled as f
                where f.is_alone
                group by f.resource_id
            ) as a
            group by a.places
        ) as g
    ),

    kinds as materialized (
        select
            k.machine_id,
            array_agg(k.part order by k.part) as parts
        from (
            select
                m.id as machine_id,
                p.part
            from parts as p
            inner join sched.resources as m on m.path_ids @> p.resource_ids
            where not p.is_alone
            union all
            select
                u.machine_id,
                p.part
            from parts as p
            cross join lateral unnest(p.resource_ids) as u (machine_id)
            where p.is_alone
        ) as k
        group by k.machine_id
    ),

    -- Machines of which the same is asked are counted before their stretches are told of each place.
    stretches as materialized (
        select
            k.parts,
            s.schedule_date,
            s.shift_code,
            s.planned_start_time,
            s.planned_end_time,
            count(*)::integer as machines
        from sched_engine.operating_rows(array(select k.machine_id from kinds as k), p_from, p_to) as s
        inner join kinds as k on k.machine_id = s.resource_id
        group by k.parts, s.schedule_date, s.shift_code, s.planned_start_time, s.planned_end_time
    )

    select
        w.place,
        w.requirement_id,
        s.schedule_date,
        greatest(s.planned_start_time, p_from),
        least(s.planned_end_time, p_to),
        sum(s.machines)::integer
    from stretches as s
    cross join lateral unnest(s.parts) as u (part)
    inner join parts as p on p.part = u.part
    cross join lateral unnest(p.places) as a (place)
    inner join (select distinct f.place, f.requirement_id, f.shift_code, f.valid from filled as f) as w
        on w.place = a.place
    where w.valid @> s.schedule_date
        and (w.shift_code is null or w.shift_code = s.shift_code)
    group by 1, 2, 3, 4, 5;
end
$$;

comment on function sched_engine.coverage_demand(bigint[], bigint[], integer[], timestamptz, timestamptz) is
    'How many machines of each place operate when, by the stored plan within [p_from, p_to), cut there: a row for machines
that begin and stop together. The arrays say, side by side, which resource is what place of which requirement, as
sched_engine.coverage_places tells it.';
