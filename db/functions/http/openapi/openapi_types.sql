create or replace function sched_http.openapi_types(p_all jsonb, p_one jsonb)
returns json
language sql
stable
parallel safe
as $$
    select json_build_object(
        'application/json', json_build_object('schema', p_all),
        'application/vnd.pgrst.object+json', json_build_object('schema', p_one),
        'text/csv', json '{"schema": {"type": "string"}}'
    )
$$;

comment on function sched_http.openapi_types(jsonb, jsonb) is
    'The media types in which PostgREST gives rows or a value, by the schema of all of it and of what it is as one object.';
