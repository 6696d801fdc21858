create or replace function sched_http.openapi_result(p_function oid)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        with result as (
            select
                p.proretset,
                case
                    when p.prorettype = 'record'::regtype then (
                        select jsonb_build_object('type', 'object', 'properties', jsonb_object_agg(
                            a.name, sched_http.openapi_value(sched_http.openapi_type(a.type_id), true)
                        ))
                        from unnest(p.proallargtypes, p.proargmodes, p.proargnames) as a (type_id, mode, name)
                        where a.mode in ('t', 'o', 'b')
                    )
                    when t.typtype = 'c' and t.typnamespace = p.pronamespace
                        then jsonb_build_object('$ref', '#/components/schemas/' || t.typname)
                    when t.typtype = 'c' then jsonb '{"type": "object"}'
                    when p.prorettype in ('json'::regtype, 'jsonb'::regtype) or t.typtype = 'd' and t.typname ~ '/'
                        then coalesce(
                            (sched_http.openapi_shapes() || sched_http.openapi_edit_shapes()) -> p.proname::text, '{}'
                        )
                    when p.prorettype <> 'void'::regtype
                        then sched_http.openapi_value(sched_http.openapi_type(p.prorettype), not p.proretset)
                end as schema
            from pg_catalog.pg_proc as p
            inner join pg_catalog.pg_type as t on t.oid = p.prorettype
            where p.oid = p_function
        )

        select case
            when r.proretset then jsonb_build_object('type', 'array', 'items', r.schema)
            else r.schema
        end
        from result as r
    );
end
$$;

comment on function sched_http.openapi_result(oid) is 'The schema of what a function returns; null: nothing.';
