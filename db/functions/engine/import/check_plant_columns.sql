create or replace function sched_engine.check_plant_columns(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with plant as materialized (select * from sched_engine.plant_rows(p_rows))

    select
        null::integer,
        u.column_name,
        null,
        'There is no such column.',
        coalesce(
            'Did you mean ' || (sched_engine.similar_names(u.column_name, k.known, 1))[1] || '?',
            format('Other facts go into columns named %s<name>.', k.prefix)
        )
    from sched_engine.import_columns('resources') as k
    cross join lateral (
        select distinct jsonb_object_keys(p.cells) as column_name from plant as p
    ) as u
    where not starts_with(u.column_name, k.prefix) and u.column_name <> all(k.known)
    union all
    select
        null,
        m.column_name,
        null,
        format('The column is missing, and %s it (first line %s).',
            sched_engine.counted(count(*), 'new resource needs', 'new resources need'), min(p.line)),
        'Add the column, or correct the codes if these resources should already exist.'
    from plant as p
    cross join lateral unnest(array['resource_name', 'resource_type']) as m (column_name)
    where not p.cells ? m.column_name and p.resource_code is not null
        and not exists (select from sched.resources as r where r.resource_code = p.resource_code)
    group by m.column_name
$$;

comment on function sched_engine.check_plant_columns(jsonb) is
    'Problems of a plant import that lie in its columns: unknown ones, and missing ones that new resources need.';
