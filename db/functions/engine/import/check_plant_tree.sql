create or replace function sched_engine.check_plant_tree(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with recursive plant as materialized (
        select
            f.line,
            f.resource_code as code,
            first_value(f.line) over (partition by f.resource_code order by f.line) as first_line,
            row_number() over (partition by f.resource_code order by f.line) as nr,
            case when f.cells ? 'resource_type' then f.resource_type else r.resource_type end as type,
            case when f.cells ? 'parent_code' then f.parent_code else p.resource_code end as parent_code,
            case when f.cells ? 'time_zone' then f.time_zone else r.time_zone end as time_zone
        from sched_engine.plant_rows(p_rows) as f
        left join sched.resources as r on r.resource_code = f.resource_code
        left join sched.resources as p on p.id = r.parent_resource_id
        where f.resource_code is not null
    ),

    -- The tree as it would be: the file, and what it leaves alone (line is null).
    tree as materialized (
        select f.line, f.code, f.type, f.parent_code from plant as f where f.nr = 1
        union all
        select null, r.resource_code, r.resource_type, p.resource_code
        from sched.resources as r
        left join sched.resources as p on p.id = r.parent_resource_id
        where not exists (select from plant as f where f.code = r.resource_code)
    ),

    misplaced as materialized (
        select
            c.*,
            p.type as parent_type,
            p.line as parent_line
        from tree as c
        inner join tree as p on p.code = c.parent_code
        where p.type >= c.type or c.code = p.code
    ),

    -- Levels fall from parent to child, so every cycle has a misplaced member to start from. No sane tree is
    -- deeper than its five levels; a longer cycle is refused for its levels alone.
    climb as (
        select m.code as start, m.parent_code as code, array[m.code] as codes from misplaced as m
        union all
        select
            c.start,
            t.parent_code,
            c.codes || c.code
        from climb as c
        inner join tree as t on t.code = c.code
        where c.code <> all(c.codes) and cardinality(c.codes) < 30
    ),

    cycles as materialized (
        select distinct on (array(select i.code from unnest(c.codes) as i (code) order by i.code))
            c.codes
        from climb as c
        where c.code = c.start
        order by array(select i.code from unnest(c.codes) as i (code) order by i.code), c.start
    )

    select
        f.line,
        'resource_code',
        f.code,
        format('The code is already used on line %s.', f.first_line),
        'Give each resource one row.'
    from plant as f
    where f.nr > 1
    union all
    select
        min(t.line),
        'parent_code',
        (array_agg(t.parent_code order by t.line))[1],
        case cardinality(c.codes)
            when 1 then format('%s is its own parent.', c.codes[1])
            else format(
                'The parents form a circle: %s.', array_to_string(c.codes || c.codes[1], ' > ')
            )
        end,
        'Put one of them below a resource outside the circle, or make it a root.'
    from cycles as c
    inner join tree as t on t.code = any(c.codes)
    group by c.codes
    union all
    select
        coalesce(m.line, m.parent_line),
        case when m.line is null then 'resource_type' else 'parent_code' end,
        case when m.line is null then m.parent_type::text else m.parent_code end,
        format('%s (%s) cannot be below %s (%s).', m.code, m.type, m.parent_code, m.parent_type),
        'A parent is of a higher level: from the top, enterprise, site, area, work_center, work_unit.'
    from misplaced as m
    where not exists (select from cycles as c where m.code = any(c.codes))
    union all
    select
        f.line,
        'time_zone',
        null,
        format('%s has no parent to take its time zone from.', f.code),
        'Give it a time zone, for example Africa/Johannesburg, or a parent_code.'
    from plant as f
    where f.parent_code is null and f.time_zone is null and f.nr = 1
$$;

comment on function sched_engine.check_plant_tree(jsonb) is
    'Problems of a plant import that show in the whole tree, as it would be afterwards: a code used
twice, a parent that is not of a higher level, a circle of parents, a root without a time zone.';
