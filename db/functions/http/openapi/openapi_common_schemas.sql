create or replace function sched_http.openapi_common_schemas()
returns table (component text, schema json)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        e.typname::text,
        json_strip_nulls(json_build_object('type', 'string', 'description', e.comment, 'enum', e.labels))
    from sched_http.openapi_enums as e
    union all
    select
        'error',
        json '{
            "type": "object", "required": ["code", "message"], "description": "What is wrong, and what to do.",
            "properties": {
                "code": {"type": "string", "description": "SC..., PGRST..., or an SQLSTATE."},
                "message": {"type": "string", "description": "What is wrong."},
                "details": {"description": "More about it, or null."},
                "hint": {"type": ["string", "null"], "description": "What to do about it."}
            }
        }'
    union all
    select f.component, f.schema::json
    from sched_http.openapi_filter_schemas() as f
$$;

comment on function sched_http.openapi_common_schemas() is
    'The components that any operation may refer to: enumerations, errors, filters on columns.';
