create or replace function sched_http.openapi_document(p_schema text)
returns json
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_columns constant jsonb := (
        select coalesce(jsonb_agg(to_jsonb(c)), '[]') from sched_http.openapi_columns(p_schema) as c
    );
    v_embeds constant jsonb := (
        select coalesce(jsonb_agg(to_jsonb(e)), '[]') from sched_http.openapi_embeds(p_schema, v_columns) as e
    );
    v_paths json;
    v_schemas json;
    v_tags json;
begin
    with paths as materialized (
        select v.path, v.operations from sched_http.openapi_view_paths(p_schema, v_columns, v_embeds) as v
        union all
        select f.path, f.operations from sched_http.openapi_function_paths(p_schema) as f
    ),

    rows as materialized (
        select s.component, s.schema from sched_http.openapi_schemas(p_schema, v_columns, v_embeds) as s
    ),

    said as materialized (
        select concat(
            (select string_agg(p.operations::text, '') from paths as p),
            (select string_agg(r.schema::text, '') from rows as r)
        ) as text
    ),

    referred as materialized (
        select distinct split_part(p.piece, '"', 1) as component
        from said as s
        cross join lateral string_to_table(s.text, '"#/components/schemas/') as p (piece)
    )

    select
        (select json_object_agg(p.path, p.operations order by p.path) from paths as p where p.operations::text <> '{}'),
        (
            select json_object_agg(a.component, a.schema order by a.component)
            from (
                select r.component, r.schema from rows as r
                union all
                -- Enumerations and filters are the same for all views; only those that are referred to are shown.
                select c.component, c.schema
                from sched_http.openapi_common_schemas() as c
                where c.component = 'error' or c.component in (select f.component from referred as f)
            ) as a
        ),
        (
            select json_agg(json_build_object('name', t.tag) order by t.nr)
            from sched_http.openapi_tags() as t
            where strpos(s.text, format('["%s"]', t.tag)) > 0
        )
    into v_paths, v_schemas, v_tags
    from said as s;

    return json_build_object(
        'openapi', '3.1.0',
        'info', sched_http.openapi_about(p_schema),
        'servers', json_build_array(json_build_object('url', '/' || replace(p_schema, '_', '/'))),
        'security', json '[{"apiKey": []}, {"bearer": []}]',
        'tags', coalesce(v_tags, '[]'),
        'paths', coalesce(v_paths, '{}'),
        'components', (
            select json_object_agg(
                c.kind, case when c.kind = 'schemas' then v_schemas else c.content end order by c.kind
            )
            from json_each(sched_http.openapi_components()) as c (kind, content)
        )
    );
end
$$;

comment on function sched_http.openapi_document(text) is
    'The description of the HTTP API of a schema in the format OpenAPI 3.1, made from the catalog: views, columns,
types, functions, comments and grants. Nothing in it lists views or functions by name.';
