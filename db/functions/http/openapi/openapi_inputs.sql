create or replace function sched_http.openapi_inputs(p_name text, p_function oid)
returns table (
    argument_name text, place integer, is_required boolean, type_schema jsonb, value_schema jsonb, example jsonb
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        a.argument_name,
        a.place,
        a.is_required,
        t.type_schema,
        sched_http.openapi_value(t.type_schema, a.default_text ~ '^NULL', null, t.example)
        || jsonb_strip_nulls(jsonb_build_object('default', case
            when a.default_text ~ '^(true|false|-?[0-9]+)$' then a.default_text::jsonb
            when a.default_text ~ '^''[^'']*''::' then to_jsonb(substring(a.default_text, '^''(.*)''::'))
        end)),
        t.example
    from sched_http.openapi_arguments(p_function) as a
    cross join lateral (
        select
            sched_http.openapi_type(a.type_id) as type_schema,
            sched_http.openapi_example(p_name, a.argument_name) as example
    ) as t
    where a.argument_name <> '';
end
$$;

comment on function sched_http.openapi_inputs(text, oid) is
    'The named arguments of a function with the schemas of their types and values, and examples.';
