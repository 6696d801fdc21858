create or replace function sched_http.accepted_names(p_schema text, p_path text)
returns table (name text, place integer, is_required boolean)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select a.argument_name, a.place, a.is_required
    from sched_http.openapi_functions(p_schema) as f
    cross join lateral sched_http.openapi_arguments(f.function_id) as a
    where p_path = '/rpc/' || f.function_name and a.argument_name <> ''
    union all
    select a.attname::text, a.attnum::integer, false
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = to_regnamespace(p_schema) and c.relkind = 'v' and p_path = '/' || c.relname
    order by 2
$$;

comment on function sched_http.accepted_names(text, text) is
    'The names that a version of the HTTP API takes at a path of its own: parameters of a function, or columns of a
view.';
