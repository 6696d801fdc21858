create or replace function sched_http.openapi_body(p_view text, p_event text)
returns json
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select json_strip_nulls(json_build_object(
        'required', true,
        'description', case p_event
            when 'insert' then 'One row, or an array of rows, which are inserted together or not at all.'
            else 'The columns to change.'
        end,
        'content', json_build_object('application/json', json_build_object(
            'schema', case p_event
                when 'insert' then json_build_object(
                    'anyOf', json_build_array(r.row, json_build_object('type', 'array', 'minItems', 1, 'items', r.row))
                )
                else r.row
            end,
            'example', sched_http.openapi_example(p_view, p_event)
        ))
    ))
    from (select json_build_object('$ref', format('#/components/schemas/%s.%s', p_view, p_event)) as row) as r
$$;

comment on function sched_http.openapi_body(text, text) is
    'The body of a request that inserts or updates rows of a view.';
