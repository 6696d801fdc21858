create or replace function sched_engine.check_import_scope(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with named as materialized (
        select
            (i.row ->> 'line')::integer as line,
            sched_engine.cell_text(i.row -> 'values' ->> 'resource_code') as code,
            sched_engine.cell_text(i.row -> 'values' ->> 'parent_code') as parent_code,
            i.row -> 'values' ? 'parent_code' as has_parent
        from jsonb_array_elements(
            case when coalesce(nullif(current_setting('sched.scope', true), ''), '{}') <> '{}' then p_rows else '[]' end
        ) as i (row)
    )

    select
        c.line,
        p.*
    from named as c
    left join sched.resources as r on r.resource_code = c.code
    left join sched.resources as p1 on p1.id = r.parent_resource_id
    cross join lateral (
        select exists (select from sched_engine.visible_resources as v where v.id = r.id) as is_visible
    ) as s
    cross join lateral (
        values
        (
            'resource_code', left(c.code, 120),
            case
                when c.code is null then null
                when r.id is not null and not s.is_visible
                    then 'The code is taken outside the part of the plant that you may change.'
            end,
            'Use a code of your part of the plant.'
        ),
        (
            'parent_code', left(c.parent_code, 120),
            case
                when c.parent_code is not distinct from p1.resource_code and r.id is not null then null
                when c.parent_code is null and (r.id is null or c.has_parent)
                    then 'Your part of the plant needs a parent here.'
                when c.parent_code is not null
                    and not exists (select from sched_engine.visible_resources as v where v.resource_code = c.parent_code)
                    and c.parent_code not in (select n.code from named as n where n.code is not null)
                    then 'There is no such parent.'
            end,
            'Correct the code, or add the parent.'
        )
    ) as p (column_name, value, message, remedy)
    where p.message is not null
$$;

comment on function sched_engine.check_import_scope(jsonb) is
    'Rows of an import of resources that reach outside of the subtree that the present request is limited to.';
