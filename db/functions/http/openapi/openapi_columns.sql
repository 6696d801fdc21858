create or replace function sched_http.openapi_columns(p_schema text)
returns table (
    view_name text, place integer, column_name text, value_schema jsonb, description text,
    is_nullable boolean, is_required boolean, can_insert boolean, can_update boolean
)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        c.relname::text,
        a.attnum::integer,
        a.attname::text,
        sched_http.openapi_type(a.atttypid),
        d.text,
        not coalesce(o.is_not_null, false),
        coalesce(
            w.can_insert and o.is_not_null and not o.has_default and not a.atthasdef
            and d.text !~* '(left out|filled in)',
            false
        ),
        w.can_insert,
        w.can_update
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join sched_http.openapi_origins as o on o.relation = c.oid and o.place = a.attnum
    cross join lateral (select coalesce(pg_catalog.col_description(c.oid, a.attnum), '') as text) as d
    cross join lateral (
        select d.text ~* '(read-only|given by the system)[.]?$' or coalesce(o.is_generated, false)
            or pg_catalog.pg_relation_is_updatable(c.oid, true) & 12 = 0 as is_fixed
    ) as f
    cross join lateral (
        select
            not f.is_fixed and sched_http.openapi_takes(c.oid, a.attnum, 'insert') as can_insert,
            not f.is_fixed and sched_http.openapi_takes(c.oid, a.attnum, 'update') as can_update
    ) as w
    where c.relnamespace = to_regnamespace(p_schema) and c.relkind = 'v'
$$;

comment on function sched_http.openapi_columns(text) is
    'The columns of the views of a schema for the description of the HTTP API. is_required: an insert must give it.
Where triggers write for a view, the catalog does not tell, but comments do: that a column is read-only, given by the
system, or may be (left out|filled in).';
