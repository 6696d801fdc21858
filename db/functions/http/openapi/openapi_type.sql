create or replace function sched_http.openapi_type(p_type oid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select case
            when t.typtype = 'd' and t.typname !~ '/'
                then sched_http.openapi_type(t.typbasetype)
            when t.typtype = 'e'
                then jsonb_build_object('$ref', '#/components/schemas/' || t.typname)
            when t.typcategory = 'A'
                then jsonb_build_object('type', 'array', 'items', sched_http.openapi_type(t.typelem))
            when t.typcategory = 'R'
                then jsonb_build_object('type', 'string', 'description', 'A range: [from,to), an empty end is open.')
            else coalesce(
                (
                    select f.schema
                    from (
                        values
                        ('smallint'::regtype, jsonb '{"type": "integer", "minimum": -32768, "maximum": 32767}'),
                        ('integer', '{"type": "integer", "format": "int32"}'),
                        ('bigint', '{"type": "integer", "format": "int64"}'),
                        ('numeric', '{"type": "number"}'),
                        ('real', '{"type": "number", "format": "float"}'),
                        ('double precision', '{"type": "number", "format": "double"}'),
                        ('boolean', '{"type": "boolean"}'),
                        ('date', '{"type": "string", "format": "date"}'),
                        ('timestamptz', '{"type": "string", "format": "date-time"}'),
                        ('timestamp', '{
                            "type": "string", "description": "Local date and time, without a zone.",
                            "pattern": "^[0-9]{4,6}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9](:[0-5][0-9.]+)?$"
                        }'),
                        ('time', '{
                            "type": "string",
                            "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?|24:00(:00)?)$"
                        }'),
                        ('uuid', '{"type": "string", "format": "uuid"}'),
                        ('json', '{}'),
                        ('jsonb', '{}')
                    ) as f (name, schema)
                    where f.name = t.oid
                ),
                case
                    when t.oid = 'interval'::regtype and current_setting('intervalstyle') = 'iso_8601'
                        then jsonb '{"type": "string", "format": "duration"}'
                    else jsonb '{"type": "string"}'
                end
            )
        end
        from pg_catalog.pg_type as t
        where t.oid = p_type
    );
end
$$;

comment on function sched_http.openapi_type(oid) is
    'The JSON schema of the values of a type, as the HTTP API takes and shows them; an enum refers to its component.';
