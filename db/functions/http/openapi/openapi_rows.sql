create or replace function sched_http.openapi_rows(p_view text, p_is_written boolean default false)
returns json
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select json_strip_nulls(json_build_object(
            'description', case
                when p_is_written then 'Done; the rows, with Prefer: return=representation.'
                else 'The rows.'
            end,
            'headers', case
                when not p_is_written then jsonb '{"Content-Range": {"$ref": "#/components/headers/Content-Range"}}'
            end,
            'content', sched_http.openapi_types(case
                -- the gateway shows a single new row as an object
                when p_is_written then jsonb_build_object('anyOf', jsonb_build_array(a.rows, r.row))
                else a.rows
            end, r.row)
        ))
        from (select jsonb_build_object('$ref', '#/components/schemas/' || p_view) as row) as r
        cross join lateral (select jsonb_build_object('type', 'array', 'items', r.row) as rows) as a
    );
end
$$;

comment on function sched_http.openapi_rows(text, boolean) is
    'The answer of a request that reads rows of a view, or shows those it has written.';
