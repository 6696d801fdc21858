create or replace function sched_http.openapi_column_filters(p_columns jsonb, p_embeds jsonb)
returns table (view_name text, filters jsonb, selects jsonb, orders jsonb, conflicts jsonb)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with parts as (
        select
            c.view_name,
            jsonb_agg(
                jsonb_strip_nulls(jsonb_build_object(
                    'name', c.column_name,
                    'in', 'query',
                    'description', c.description,
                    'schema', jsonb_build_object('type', 'array', 'items', jsonb_build_object(
                        '$ref', '#/components/schemas/' || sched_http.openapi_filter(c.value_schema)
                    )),
                    'example', case when e.example is not null then jsonb_build_array('eq.' || (e.example #>> '{}')) end
                ))
                order by c.place
            ) as filters,
            string_agg(c.column_name, '|' order by c.place) as names,
            string_agg(c.column_name, '|' order by c.place) filter (where c.can_insert) as written
        from jsonb_to_recordset(p_columns) as c (
            view_name text, place integer, column_name text, value_schema jsonb, description text, can_insert boolean
        )
        cross join lateral (select sched_http.openapi_example(c.view_name, c.column_name) as example) as e
        group by c.view_name
    )

    select
        p.view_name,
        p.filters,
        sched_http.openapi_words(
            'select',
            'Columns to show, in this order' || coalesce(
                ', and embedded views with theirs in parentheses: ' || replace(m.names, '|', ', '), ''
            ) || '.',
            format('([*]|%s%s)', p.names, '|(' || m.names || ')(![a-z_]+)*[(]([*]|[a-z_]+(,[a-z_]+)*)[)]')
        ),
        sched_http.openapi_words(
            'order', 'Columns to sort by, each with .asc or .desc, and .nullsfirst or .nullslast.',
            format('(%s)([.](asc|desc))?([.]nulls(first|last))?', p.names)
        ),
        sched_http.openapi_words(
            'on_conflict', 'The columns that tell whether a row is there already, for Prefer: resolution.',
            format('(%s)', p.written)
        )
    from parts as p
    left join (
        select e.view_name, string_agg(e.embed_name, '|' order by e.embed_name) as names
        from jsonb_to_recordset(p_embeds) as e (view_name text, embed_name text)
        group by e.view_name
    ) as m on m.view_name = p.view_name
$$;

comment on function sched_http.openapi_column_filters(jsonb, jsonb) is
    'The parameters of requests to the views of a schema that follow from their columns. p_columns,
p_embeds: what openapi_columns and openapi_embeds return.';
