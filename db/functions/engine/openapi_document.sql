create or replace function sched_engine.openapi_document(p_schema text)
returns json
language plpgsql
stable
set search_path = ''
as $$
declare
    v_paths constant json := (
        select json_object_agg(p.path, p.operations order by p.path)
        from (
            select v.path, v.operations from sched_engine.openapi_view_paths(p_schema) as v
            union all
            select f.path, f.operations from sched_engine.openapi_function_paths(p_schema) as f
        ) as p
        where p.operations::text <> '{}'
    );
    v_schemas constant json := (
        select json_object_agg(s.component, s.schema order by s.component)
        from sched_engine.openapi_schemas(p_schema) as s
    );
    v_text constant text := concat(v_paths, v_schemas);
begin
    return json_build_object(
        'openapi', '3.1.0',
        'info', sched_engine.openapi_about(p_schema),
        'servers', json_build_array(json_build_object('url', '/' || replace(p_schema, '_', '/'))),
        'security', json '[{"apiKey": []}, {"bearer": []}]',
        'tags', (
            select coalesce(json_agg(json_build_object('name', t.tag) order by t.nr), '[]')
            from sched_engine.openapi_tags() as t
            where strpos(v_text, format('["%s"]', t.tag)) > 0
        ),
        'paths', coalesce(v_paths, '{}'),
        'components', (
            select json_object_agg(
                c.kind, case when c.kind = 'schemas' then s.schemas else c.content end order by c.kind
            )
            from json_each(sched_engine.openapi_components()) as c (kind, content)
            cross join (
                -- Enumerations and filters are the same for all views; only those that are referred to are shown.
                select json_object_agg(a.component, a.schema order by a.component) as schemas
                from (
                    select e.component, e.schema
                    from json_each(sched_engine.openapi_components() -> 'schemas') as e (component, schema)
                    union all
                    select v.component, v.schema from json_each(v_schemas) as v (component, schema)
                    union all
                    select f.component, f.schema
                    from sched_engine.openapi_common_schemas() as f
                    where strpos(v_text, format('"#/components/schemas/%s"', f.component)) > 0
                ) as a
            ) as s
        )
    );
end
$$;

comment on function sched_engine.openapi_document(text) is
    'The description of the HTTP API of a schema in the format OpenAPI 3.1, made from the catalog: views, columns,
types, functions, comments and grants. Nothing in it lists views or functions by name.';
