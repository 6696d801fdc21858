create or replace function sched_http.openapi_call(p_name text, p_function oid, p_raw oid)
returns table (parameters jsonb, body json)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_example jsonb := sched_http.openapi_example(p_name, 'call');
    v_raw text := (
        select case a.type_id
            when 'text'::regtype then 'text/plain'
            when 'xml'::regtype then 'text/xml'
            when 'bytea'::regtype then 'application/octet-stream'
            else 'application/json'
        end
        from sched_http.openapi_arguments(p_raw) as a
    );
    -- A file from which rows are read before the function is called.
    v_file constant text := substring(
        obj_description(coalesce(p_raw, p_function), 'pg_proc') from '\m(application/vnd\.[a-z.-]+[a-z])'
    );
    v_body json;
begin
    if v_example is null then
        -- what is required, if there is an example of all of it
        select jsonb_object_agg(a.argument_name, a.example)
        into v_example
        from sched_http.openapi_inputs(p_name, p_function) as a
        where a.is_required
        having bool_and(a.example is not null);
    end if;

    select
        jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
            'name', a.argument_name,
            'in', 'query',
            'required', nullif(a.is_required, false),
            'schema', case
                when a.type_schema ->> 'type' = 'array' then jsonb '{"type": "string", "pattern": "^[{].*[}]$"}'
                when a.type_schema = '{}' then '{"type": "string", "contentMediaType": "application/json"}'
                else a.type_schema
            end,
            'example', case
                when jsonb_typeof(v_example -> a.argument_name) = 'array'
                    then to_jsonb(translate(v_example ->> a.argument_name, '[]', '{}'))
                else v_example -> a.argument_name
            end
        )) order by a.place),
        json_build_object(
            'application/json', json_build_object(
                'schema', json_build_object(
                    'type', 'object',
                    'required', json_agg(a.argument_name order by a.place) filter (where a.is_required),
                    'properties', json_object_agg(a.argument_name, a.value_schema order by a.place),
                    'additionalProperties', false
                ),
                'example', v_example
            )
        )
    into parameters, v_body
    from sched_http.openapi_inputs(p_name, p_function) as a
    having count(*) > 0;

    if v_body is not null or v_raw is not null then
        body := json_build_object(
            'required', true,
            'content', json_strip_nulls(json_build_object(
                'application/json', v_body -> 'application/json',
                coalesce(v_raw, '-'), case when v_raw is not null then json '{"schema": {"type": "string"}}' end,
                coalesce(v_file, '-'), case when v_file is not null then json '{"schema": {"type": "string", "format": "binary"}}' end
            ))
        );
    end if;
    return next;
end
$$;

comment on function sched_http.openapi_call(text, oid, oid) is
    'How a function is called: the parameters of GET, and the body of POST; p_raw takes the body as it is. A file of another
type that the comment names is taken too.';
