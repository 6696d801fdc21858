create or replace function sched_engine.plant_rows(p_rows jsonb)
returns table (
    line integer,
    cells jsonb,
    resource_code text,
    resource_name text,
    resource_type sched.resource_type,
    parent_code text,
    time_zone text,
    requires_scheduling boolean,
    is_active boolean,
    pattern_code text,
    pattern_effective_date date,
    calendar_codes text[],
    metadata jsonb
)
language sql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(substring(e.item ->> 'line' from '^\d{1,9}$')::integer, e.nr::integer + 1),
        c.cells,
        sched_engine.cell_text(c.cells ->> 'resource_code'),
        sched_engine.cell_text(c.cells ->> 'resource_name'),
        sched_engine.cell_resource_type(sched_engine.cell_text(c.cells ->> 'resource_type')),
        sched_engine.cell_text(c.cells ->> 'parent_code'),
        sched_engine.cell_text(c.cells ->> 'time_zone'),
        sched_engine.cell_boolean(sched_engine.cell_text(c.cells ->> 'requires_scheduling')),
        sched_engine.cell_boolean(sched_engine.cell_text(c.cells ->> 'is_active')),
        sched_engine.cell_text(c.cells ->> 'pattern_code'),
        sched_engine.cell_date(sched_engine.cell_text(c.cells ->> 'pattern_effective_date')),
        array(
            select sched_engine.cell_text(s.code)
            from string_to_table(replace(c.cells ->> 'calendar_codes', ',', ';'), ';') as s (code)
            where sched_engine.cell_text(s.code) is not null
        ),
        (
            select coalesce(jsonb_object_agg(substr(m.key, 10), sched_engine.cell_text(m.value)), '{}')
            from jsonb_each_text(c.cells) as m
            where m.key like 'metadata.%'
        )
    from jsonb_array_elements(p_rows) with ordinality as e (item, nr)
    cross join lateral (
        select case when jsonb_typeof(e.item -> 'values') = 'object' then e.item -> 'values' else '{}' end
    ) as c (cells)
$$;

comment on function sched_engine.plant_rows(jsonb) is
    'The rows of a plant import, each {"line": n, "values": {column: text}}, read but not yet checked. A
typed column is null when its cell is blank or cannot be read; `cells ? column` tells whether the file
has the column at all.';
