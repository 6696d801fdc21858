create or replace function sched_http.openapi_function_paths(p_schema text)
returns table (path text, operations json)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    -- Functions that create rows are named to the triggers that tell where the new row is.
    with creators as materialized (
        select distinct m.words[1] as function_name
        from pg_catalog.pg_trigger as t
        cross join lateral regexp_matches(encode(t.tgargs, 'escape'), '/rpc/(\w+)', 'g') as m (words)
        where length(t.tgargs) > 0
    )

    select
        '/rpc/' || f.function_name,
        json_strip_nulls(json_build_object(
            'get', case when f.is_readable and f.raw_id is null then sched_http.openapi_operation(
                'read_' || f.function_name, f.function_name, f.comment, f.callers,
                nullif(coalesce(a.parameters, '[]') || h.parameters, '[]')::json, null,
                sched_http.openapi_answers(g.answers, null)
            ) end,
            'post', sched_http.openapi_operation(
                'call_' || f.function_name, f.function_name, f.comment, f.callers,
                nullif(h.parameters, '[]')::json, a.body,
                sched_http.openapi_answers(g.answers, '{409,413,415}')
            )
        ))
    from sched_http.openapi_functions(p_schema) as f
    cross join lateral sched_http.openapi_call(f.function_name, f.function_id, f.raw_id) as a
    cross join lateral (
        select sched_http.openapi_returns(
            f.function_id, f.comment, f.is_file, f.function_name in (select c.function_name from creators as c)
        ) as answers
    ) as g
    -- Headers that a comment names are parameters.
    cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object(
            'name', n.header, 'in', 'header', 'schema', jsonb '{"type": "string"}'
        ) order by n.header), '[]') as parameters
        from (
            select distinct m.words[1] as header
            from regexp_matches(
                coalesce(obj_description(f.raw_id, 'pg_proc'), f.comment), '\m(X-[A-Z][A-Za-z-]+)', 'g'
            ) as m (words)
        ) as n
        where n.header <> 'X-API-Key'
    ) as h
$$;

comment on function sched_http.openapi_function_paths(text) is
    'How the HTTP API calls each function of a schema: by POST, and by GET those that only read.';
