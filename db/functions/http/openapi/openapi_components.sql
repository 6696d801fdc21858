create or replace function sched_http.openapi_components()
returns json
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select (jsonb '{
        "parameters": {
            "limit": {
                "name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 2147483647},
                "description": "At most this many rows.", "example": 10
            },
            "offset": {
                "name": "offset", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 2147483647},
                "description": "Pass over this many rows first. On large views filter on the last key seen instead."
            },
            "or": {
                "name": "or", "in": "query", "schema": {"type": "string", "pattern": "^[(].*[)]$"},
                "description": "Filters of which one must hold: (column.operator.value,...)."
            },
            "and": {
                "name": "and", "in": "query", "schema": {"type": "string", "pattern": "^[(].*[)]$"},
                "description": "Filters that must all hold: (column.operator.value,...); may hold or(...)."
            },
            "Range": {
                "name": "Range", "in": "header", "schema": {"type": "string", "pattern": "^[0-9]{1,9}-[0-9]{0,9}$"},
                "description": "First and last row, counted from 0: 0-99."
            },
            "Prefer-read": {
                "name": "Prefer", "in": "header", "schema": {"type": "string"},
                "description": "count=exact, count=planned or count=estimated: the number of rows in Content-Range."
            },
            "Prefer-write": {
                "name": "Prefer", "in": "header", "schema": {"type": "string"},
                "description": "return=representation: answer with the rows; resolution=merge-duplicates: upsert."
            }
        },
        "schemas": {},
        "headers": {
            "Content-Range": {
                "schema": {"type": "string"}, "description": "First and last row, and the number of all: 0-9/*."
            }
        },
        "securitySchemes": {
            "apiKey": {
                "type": "apiKey", "in": "header", "name": "X-API-Key",
                "description": "A key made with sched keys create: for a role, and the plant or a part of it."
            },
            "bearer": {
                "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
                "description": "A token signed with the secret of the API, with the claims role, exp and aud."
            }
        }
    }' || jsonb_build_object('responses', (
        select jsonb_object_agg(e.status, jsonb_build_object(
            'description', e.description,
            'content', jsonb '{"application/json": {"schema": {"$ref": "#/components/schemas/error"}}}'
            -- PostgREST keeps the media type that was asked for
            || case e.status when '416' then '{"text/csv": {"schema": {"type": "string"}}}' else '{}' end::jsonb
        ))
        from (
            values
            ('400', 'A value, a filter or an argument is not valid; the message tells which.'),
            ('401', 'Credentials are needed, or these are not valid, expired or revoked.'),
            ('403', 'The role, or the part of the plant that the key is limited to, does not permit this.'),
            ('404', 'There is no such resource, row, column, or function with these arguments.'),
            ('406', 'None of the media types in Accept can be given, or not exactly one row was found for an object.'),
            ('409', 'It contradicts what is stored.'),
            ('413', 'The body is too large.'),
            ('415', 'The body is of a media type that is not taken.'),
            ('416', 'The rows asked for begin after the last one.'),
            ('429', 'Too many requests in this hour; Retry-After tells how long to wait.'),
            ('503', 'More is asked than can be answered; Retry-After tells how long to wait.')
        ) as e (status, description)
    )))::json
$$;

comment on function sched_http.openapi_components() is
    'What is the same for all operations in the description of the HTTP API: parameters of PostgREST,
errors, credentials.';
