create or replace function sched_http.openapi_views(p_schema text)
returns table (
    view_name text, view_id oid, comment text, readers name[], inserters name[], updaters name[], deleters name[]
)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        c.relname::text,
        c.oid,
        pg_catalog.obj_description(c.oid, 'pg_class'),
        array_agg(r.role_name order by r.role_name)
            filter (where pg_catalog.has_any_column_privilege(r.role_name, c.oid, 'select')),
        array_agg(r.role_name order by r.role_name)
            filter (where u.events & 8 <> 0 and pg_catalog.has_any_column_privilege(r.role_name, c.oid, 'insert')),
        array_agg(r.role_name order by r.role_name)
            filter (where u.events & 4 <> 0 and pg_catalog.has_any_column_privilege(r.role_name, c.oid, 'update')),
        array_agg(r.role_name order by r.role_name)
            filter (where u.events & 16 <> 0 and pg_catalog.has_table_privilege(r.role_name, c.oid, 'delete'))
    from pg_catalog.pg_class as c
    cross join sched_http.openapi_roles as r
    cross join lateral (select pg_catalog.pg_relation_is_updatable(c.oid, true) as events) as u
    where c.relnamespace = to_regnamespace(p_schema) and c.relkind = 'v' and not (p_schema = 'api_v1' and r.is_of_workforce)
    group by c.oid, c.relname
$$;

comment on function sched_http.openapi_views(text) is
    'The views of a schema for the description of the HTTP API, and which roles may do what with them; null: nobody.';
