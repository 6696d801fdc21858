create or replace function sched_http.openapi_view_paths(p_schema text, p_columns jsonb, p_embeds jsonb)
returns table (path text, operations json)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        '/' || v.view_name,
        json_strip_nulls(json_build_object(
            'get', case when v.readers is not null then sched_http.openapi_operation(
                'list_' || v.view_name, v.view_name, v.comment, v.readers,
                (f.filters || f.selects || f.orders || sched_http.openapi_refs(
                    'parameters', '{limit,offset,or,and,Range,Prefer-read}'
                ))::json,
                null,
                sched_http.openapi_answers(json_build_object(
                    '200', sched_http.openapi_rows(v.view_name), '206', sched_http.openapi_rows(v.view_name)
                ), '{416}')
            ) end,
            'post', case when v.inserters is not null then sched_http.openapi_operation(
                'insert_' || v.view_name, v.view_name, 'Insert: ' || v.comment, v.inserters,
                (f.conflicts || f.selects || sched_http.openapi_refs('parameters', '{Prefer-write}'))::json,
                sched_http.openapi_body(v.view_name, 'insert'),
                sched_http.openapi_answers(json_build_object(
                    '200', sched_http.openapi_rows(v.view_name, true),
                    '201', sched_http.openapi_rows(v.view_name, true)
                ), '{409,413,415}')
            ) end,
            'patch', case when v.updaters is not null then sched_http.openapi_operation(
                'update_' || v.view_name, v.view_name, 'Update: ' || v.comment, v.updaters,
                (f.filters || f.selects || sched_http.openapi_refs('parameters', '{or,and,Prefer-write}'))::json,
                sched_http.openapi_body(v.view_name, 'update'),
                sched_http.openapi_answers(json_build_object(
                    '200', sched_http.openapi_rows(v.view_name, true),
                    '204', json_build_object('description', 'Done.')
                ), '{409,413,415}')
            ) end,
            'delete', case when v.deleters is not null then sched_http.openapi_operation(
                'delete_' || v.view_name, v.view_name, 'Delete: ' || v.comment, v.deleters,
                (f.filters || f.selects || sched_http.openapi_refs('parameters', '{or,and,Prefer-write}'))::json,
                null,
                sched_http.openapi_answers(json_build_object(
                    '200', sched_http.openapi_rows(v.view_name, true),
                    '204', json_build_object('description', 'Done.')
                ), '{409}')
            ) end
        ))
    from sched_http.openapi_views(p_schema) as v
    inner join sched_http.openapi_column_filters(p_columns, p_embeds) as f on f.view_name = v.view_name;
end
$$;

comment on function sched_http.openapi_view_paths(text, jsonb, jsonb) is
    'What the HTTP API can do with each view of a schema: read rows, and insert, update or delete them where the view
can be written and some role may. p_columns, p_embeds: what openapi_columns and openapi_embeds return.';
