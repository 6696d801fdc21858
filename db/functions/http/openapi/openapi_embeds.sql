create or replace function sched_http.openapi_embeds(p_schema text)
returns table (view_name text, embed_name text, target text, is_one boolean)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with origins as materialized (
        select o.relation, o.place, o.origin, o.origin_column
        from sched_http.openapi_origins as o
    ),
    -- Columns of views that are keys of others.
    keys as materialized (
        select distinct s.relname as view_name, c.attname as column_name, t.relname as target
        from pg_catalog.pg_constraint as k
        inner join origins as f on f.origin = k.conrelid
        inner join pg_catalog.pg_attribute as a
            on a.attrelid = k.conrelid and a.attname = f.origin_column and k.conkey = array[a.attnum]
        inner join pg_catalog.pg_class as s on s.oid = f.relation and s.relnamespace = to_regnamespace(p_schema)
        inner join pg_catalog.pg_attribute as c on c.attrelid = f.relation and c.attnum = f.place
        inner join origins as o on o.origin = k.confrelid and o.origin_column = 'id'
        inner join pg_catalog.pg_attribute as i
            on i.attrelid = o.relation and i.attnum = o.place and i.attname = 'id'
        inner join pg_catalog.pg_class as t on t.oid = o.relation and t.relnamespace = s.relnamespace
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
    order by e.view_name, e.embed_name, e.rank, e.is_one
$$;

comment on function sched_http.openapi_embeds(text) is
    'Which views of a schema can be embedded in which, by functions between their rows or by foreign keys. is_one: as an
object, else as an array. Where several columns lead there, the name ends with that which is meant: employees!taken_by_id.';
