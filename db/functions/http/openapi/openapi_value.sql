create or replace function sched_http.openapi_value(
    p_schema jsonb, p_is_nullable boolean, p_description text default null, p_example jsonb default null
)
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select case
            when p_is_nullable and p_schema ? '$ref'
                then jsonb_build_object('anyOf', jsonb_build_array(p_schema, jsonb '{"type": "null"}'))
            when p_is_nullable and p_schema ? 'type'
                then p_schema || jsonb_build_object('type', jsonb_build_array(p_schema -> 'type', 'null'))
            else p_schema
        end || jsonb_strip_nulls(jsonb_build_object(
            'description', p_description,
            'examples', case when p_example is not null then jsonb_build_array(p_example) end
        ))
    );
end
$$;

comment on function sched_http.openapi_value(jsonb, boolean, text, jsonb) is
    'The schema of a type made that of a value: null allowed or not, described, with an example.';
