create or replace function sched_http.openapi_embeds(p_schema text, p_columns jsonb)
returns table (view_name text, embed_name text, target text, is_one boolean)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with origins as materialized (
        select c.view_name, c.column_name, c.origin, c.origin_column
        from jsonb_to_recordset(p_columns) as c (view_name name, column_name name, origin oid, origin_column name)
        where c.origin is not null
    ),
    -- Columns of views that are keys of others.
    keys as materialized (
        select distinct f.view_name, f.column_name, o.view_name as target
        from pg_catalog.pg_constraint as k
        inner join origins as f on f.origin = k.conrelid
        inner join pg_catalog.pg_attribute as a
            on a.attrelid = k.conrelid and a.attname = f.origin_column and k.conkey = array[a.attnum]
        inner join origins as o on o.origin = k.confrelid and o.origin_column = 'id' and o.column_name = 'id'
        where k.contype = 'f' and k.conrelid <> k.confrelid
    ),
    embeds as (
        -- Functions from a row of one view to rows of another, which come before what follows from foreign keys.
        select 1 as rank, s.relname as view_name, p.proname::text as embed_name, t.relname as target, p.prorows <= 1 as is_one
        from pg_catalog.pg_proc as p
        inner join pg_catalog.pg_class as s on s.reltype = p.proargtypes[0] and s.relnamespace = p.pronamespace
        inner join pg_catalog.pg_class as t on t.reltype = p.prorettype and t.relnamespace = p.pronamespace
        where p.pronamespace = to_regnamespace(p_schema) and p.pronargs = 1
        union all
        -- Where several columns lead to the same view, the name says which.
        select 2, w.view_name, w.target || case w.ways when 1 then '' else '!' || w.column_name end, w.target, w.is_one
        from (
            select
                case n.nr when 1 then k.view_name else k.target end as view_name,
                case n.nr when 1 then k.target else k.view_name end as target,
                k.column_name, n.nr = 1 as is_one,
                count(*) over (partition by k.view_name, k.target, n.nr) as ways
            from keys as k
            cross join generate_series(1, 2) as n (nr)
        ) as w
    )

    select distinct on (e.view_name, e.embed_name) e.view_name::text, e.embed_name, e.target::text, e.is_one
    from embeds as e
    order by e.view_name, e.embed_name, e.rank, e.is_one;
end
$$;

comment on function sched_http.openapi_embeds(text, jsonb) is
    'Which views of a schema can be embedded in which, by functions between their rows or by foreign keys. is_one: as an
object, else as an array. Where several columns lead there, the name ends with that which is meant: employees!taken_by_id.
p_columns: what openapi_columns returns.';
