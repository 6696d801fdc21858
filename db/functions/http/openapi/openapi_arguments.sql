create or replace function sched_http.openapi_arguments(p_function oid)
returns table (argument_name text, place integer, type_id oid, is_required boolean, default_text text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select
        a.name,
        a.nr::integer,
        a.type_id,
        a.nr <= p.pronargs - p.pronargdefaults,
        pg_catalog.pg_get_function_arg_default(p.oid, a.nr::integer)
    from pg_catalog.pg_proc as p
    cross join lateral unnest(p.proargtypes::oid[], p.proargnames[1:p.pronargs])
        with ordinality as a (type_id, name, nr)
    where p.oid = p_function;
end
$$;

comment on function sched_http.openapi_arguments(oid) is
    'The arguments that a function takes, by place.';
