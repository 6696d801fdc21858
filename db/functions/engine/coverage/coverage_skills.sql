create or replace function sched_engine.coverage_skills(
    p_places sched_engine.coverage_place[], p_employee_ids bigint[], p_from timestamptz, p_to timestamptz
)
returns table (employee_id bigint, dates daterange, places integer[])
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    -- Each materialized: joined all at once, they would be looked up one by one.
    with wanted as materialized (
        select
            p.place,
            p.min_level,
            p.position_id,
            u.resource_id
        from unnest(p_places) as p
        left join lateral unnest(p.qualified_at) as u (resource_id) on true
        where p.min_level is not null or p.position_id is not null
    ),

    people as materialized (
        select
            e.id,
            e.position_id
        from sched.emp_employees as e
        where e.id = any(p_employee_ids)
    ),

    qualified as materialized (
        select
            k.employee_id,
            k.resource_id,
            k.qualification_level,
            daterange(k.certification_date, k.expiry_date, '[]') as dates
        from sched.emp_resource_qualifications as k
        where k.resource_id = any(array(select w.resource_id from wanted as w)) and k.is_active
    ),

    held as materialized (
        select
            e.id as employee_id,
            w.place,
            range_agg(k.dates) as dates
        from wanted as w
        inner join qualified as k on k.resource_id = w.resource_id and k.qualification_level >= w.min_level
        inner join people as e on e.id = k.employee_id
        where w.min_level is not null and (w.position_id is null or e.position_id = w.position_id)
        group by e.id, w.place
        union all
        select
            e.id,
            w.place,
            '{(,)}'
        from wanted as w
        inner join people as e on e.position_id = w.position_id
        where w.min_level is null
    ),

    bounds as (
        select
            b.employee_id,
            b.first_date,
            lead(b.first_date) over (partition by b.employee_id order by b.first_date nulls first) as next_date
        from (
            select
                h.employee_id,
                null::date as first_date
            from held as h
            union
            select
                h.employee_id,
                i.bound
            from held as h
            cross join lateral unnest(h.dates) as d (part)
            cross join lateral unnest(array[lower(d.part), upper(d.part)]) as i (bound)
            where i.bound between (p_from at time zone 'UTC')::date - 4 and (p_to at time zone 'UTC')::date + 4
        ) as b
    )

    select
        b.employee_id,
        daterange(b.first_date, b.next_date),
        array_agg(h.place order by h.place)
    from bounds as b
    inner join held as h on h.employee_id = b.employee_id
    where h.dates @> coalesce(b.first_date, (p_from at time zone 'UTC')::date - 5)
    group by b.employee_id, b.first_date, b.next_date;
end
$$;

comment on function sched_engine.coverage_skills(sched_engine.coverage_place[], bigint[], timestamptz, timestamptz) is
    'Which of those places that ask for a level or a position each of these people may fill, on which business dates
around [p_from, p_to).';
