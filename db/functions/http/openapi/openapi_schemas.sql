create or replace function sched_http.openapi_schemas(p_schema text, p_columns jsonb, p_embeds jsonb)
returns table (component text, schema json)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with embeds as (
        select
            w.view_name, 10000 as place, w.name as embed_name,
            jsonb_build_object('description', format('Embedded by %s.', w.ways)) || case
                when w.is_one then sched_http.openapi_value(r.row, true)
                else jsonb_build_object('type', 'array', 'items', r.row)
            end as schema
        from (
            select
                e.view_name, e.target, e.is_one, split_part(e.embed_name, '!', 1) as name,
                string_agg(format('select=*,%s(*)', e.embed_name), ' or ' order by e.embed_name) as ways
            from jsonb_to_recordset(p_embeds) as e (view_name text, embed_name text, target text, is_one boolean)
            group by 1, 2, 3, 4
        ) as w
        cross join lateral (select jsonb_build_object('$ref', '#/components/schemas/' || w.target) as row) as r
    ),
    columns as materialized (
        select
            c.view_name, c.place, c.column_name, c.is_required, c.can_insert, c.can_update,
            sched_http.openapi_value(
                c.value_schema, c.is_nullable, c.description, sched_http.openapi_example(c.view_name, c.column_name)
            ) as schema
        from jsonb_to_recordset(p_columns) as c (
            view_name text, place integer, column_name text, value_schema jsonb, description text, is_nullable boolean,
            is_required boolean, can_insert boolean, can_update boolean
        )
    )

    select
        c.view_name,
        json_build_object(
            'type', 'object',
            'description', obj_description(format('%I.%I', p_schema, c.view_name)::regclass, 'pg_class'),
            'properties', json_object_agg(c.name, c.schema order by c.place, c.name)
        )
    from (
        select
            c.view_name, c.place, c.column_name as name,
            c.schema || case when c.can_insert or c.can_update then jsonb '{}' else '{"readOnly": true}' end as schema
        from columns as c
        union all
        select e.view_name, e.place, e.embed_name, e.schema || '{"readOnly": true}' from embeds as e
    ) as c
    group by c.view_name
    union all
    select
        c.view_name || '.insert',
        json_strip_nulls(json_build_object(
            'type', 'object',
            'required', json_agg(c.column_name order by c.place) filter (where c.is_required),
            'properties', json_object_agg(c.column_name, c.schema order by c.place),
            'additionalProperties', false
        ))
    from columns as c
    where c.can_insert
    group by c.view_name
    union all
    select
        c.view_name || '.update',
        json_build_object(
            'type', 'object',
            'properties', json_object_agg(c.column_name, c.schema order by c.place),
            'additionalProperties', false
        )
    from columns as c
    where c.can_update
    group by c.view_name
$$;

comment on function sched_http.openapi_schemas(text, jsonb, jsonb) is
    'The components that describe rows of the views of a schema: as they are read, inserted and
updated. p_columns, p_embeds: what openapi_columns and openapi_embeds return.';
