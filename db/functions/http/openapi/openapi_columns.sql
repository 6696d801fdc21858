create or replace function sched_http.openapi_columns(p_schema text)
returns table (
    view_name text, place integer, column_name text, value_schema jsonb, description text,
    is_nullable boolean, is_required boolean, can_insert boolean, can_update boolean, origin oid, origin_column text
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- What is the same for many columns is found out once.
    return query
    with views as materialized (
        select
            c.oid as view_id,
            c.relname::text as view_name,
            pg_catalog.pg_relation_is_updatable(c.oid, true) & 12 <> 0 as is_written,
            -- By triggers instead of the event: 4 is an insert, 16 an update.
            coalesce(g.events & 4 <> 0, false) as is_inserted,
            coalesce(g.events & 16 <> 0, false) as is_updated
        from pg_catalog.pg_class as c
        left join lateral (
            select bit_or(t.tgtype) as events
            from pg_catalog.pg_trigger as t
            where t.tgrelid = c.oid and t.tgtype & 64 <> 0
        ) as g on true
        where c.relnamespace = to_regnamespace(p_schema) and c.relkind = 'v'
    ),

    roles as materialized (select r.role_name from sched_http.openapi_roles as r),

    columns as materialized (
        select v.*, a.attnum, a.attname, a.atttypid, a.atthasdef
        from views as v
        inner join pg_catalog.pg_attribute as a on a.attrelid = v.view_id and a.attnum > 0 and not a.attisdropped
    ),

    types as materialized (
        select t.type_id, sched_http.openapi_type(t.type_id) as value_schema
        from (select distinct c.atttypid as type_id from columns as c) as t
    )

    select
        c.view_name,
        c.attnum::integer,
        c.attname::text,
        t.value_schema,
        d.text,
        not coalesce(o.is_not_null, false),
        coalesce(
            w.can_insert and o.is_not_null and not o.has_default and not c.atthasdef
            and d.text !~* '(left out|filled in)',
            false
        ),
        w.can_insert,
        w.can_update,
        o.origin,
        o.origin_column::text
    from columns as c
    inner join types as t on t.type_id = c.atttypid
    left join sched_http.openapi_origins(p_schema) as o on o.relation = c.view_id and o.place = c.attnum
    cross join lateral (select coalesce(pg_catalog.col_description(c.view_id, c.attnum), '') as text) as d
    cross join lateral (
        select not c.is_written or coalesce(o.is_generated, false)
            or d.text ~* '(read-only|given by the system)[.]?$' as is_fixed
    ) as f
    cross join lateral (
        select
            not f.is_fixed and exists (
                select from roles as r where pg_catalog.has_column_privilege(r.role_name, c.view_id, c.attnum, 'insert')
            ) and (c.is_inserted or pg_catalog.pg_column_is_updatable(c.view_id, c.attnum, false)) as can_insert,
            not f.is_fixed and exists (
                select from roles as r where pg_catalog.has_column_privilege(r.role_name, c.view_id, c.attnum, 'update')
            ) and (c.is_updated or pg_catalog.pg_column_is_updatable(c.view_id, c.attnum, false)) as can_update
    ) as w;
end
$$;

comment on function sched_http.openapi_columns(text) is
    'The columns of the views of a schema for the description of the HTTP API. is_required: an insert must give it. origin: the
table that it comes from. Where triggers write for a view, the catalog does not tell, but comments do: that a column is
read-only, given by the system, or may be (left out|filled in).';
