create or replace function sched_http.openapi_functions(p_schema text)
returns table (
    function_name text, function_id oid, comment text, callers name[], is_readable boolean, is_file boolean, raw_id oid
)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    -- Of functions of one name, the one with the most named arguments stands for all; one with a single argument that
    -- has no name takes the body of the request as it is. What the gateway makes of that body is nothing to tell.
    select distinct on (p.proname)
        p.proname::text,
        p.oid,
        pg_catalog.obj_description(p.oid, 'pg_proc'),
        e.callers,
        p.provolatile <> 'v',
        t.typtype = 'd' and t.typname ~ '/',
        max(p.oid) filter (
            where p.pronargs = 1 and p.proargnames is null and p.proargtypes[0] <> 'bytea'::regtype
        ) over (partition by p.proname)
    from pg_catalog.pg_proc as p
    inner join pg_catalog.pg_type as t on t.oid = p.prorettype
    cross join lateral (
        select array_agg(r.role_name order by r.role_name) as callers
        from sched_http.openapi_roles as r
        where pg_catalog.has_function_privilege(r.role_name, p.oid, 'execute')
            and not (p_schema = 'api_v1' and r.is_of_workforce)
    ) as e
    where p.pronamespace = to_regnamespace(p_schema) and p.prokind = 'f' and e.callers is not null
        and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
        -- a function of a row of a view is a column or a relationship of that view
        and not exists (
            select
            from unnest(p.proargtypes) as a (type_id)
            inner join pg_catalog.pg_type as c on c.oid = a.type_id and c.typtype = 'c'
        )
    order by p.proname, p.proargnames is null and p.pronargs > 0, p.pronargs desc, p.oid::regprocedure::text
$$;

comment on function sched_http.openapi_functions(text) is
    'The functions of a schema that some role of the HTTP API may call, each once; not relationships between views, nor
triggers. is_readable: GET calls it too. is_file: it returns something else than JSON. raw_id: the one of that name
whose argument is the whole body.';
