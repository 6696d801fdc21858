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
    embeds as (
        -- Functions from a row of one view to rows of another, which come before what follows from foreign keys.
        select 1 as rank, s.relname as view_name, p.proname as embed_name, t.relname as target, p.prorows <= 1 as is_one
        from pg_catalog.pg_proc as p
        inner join pg_catalog.pg_class as s on s.reltype = p.proargtypes[0] and s.relnamespace = p.pronamespace
        inner join pg_catalog.pg_class as t on t.reltype = p.prorettype and t.relnamespace = p.pronamespace
        where p.pronamespace = to_regnamespace(p_schema) and p.pronargs = 1
        union all
        select 2, case n.nr when 1 then s.relname else t.relname end, x.name, x.name, n.nr = 1
        from pg_catalog.pg_constraint as k
        inner join origins as f on f.origin = k.conrelid
        inner join pg_catalog.pg_attribute as a
            on a.attrelid = k.conrelid and a.attname = f.origin_column and k.conkey = array[a.attnum]
        inner join pg_catalog.pg_class as s on s.oid = f.relation and s.relnamespace = to_regnamespace(p_schema)
        inner join origins as o on o.origin = k.confrelid and o.origin_column = 'id'
        inner join pg_catalog.pg_attribute as i
            on i.attrelid = o.relation and i.attnum = o.place and i.attname = 'id'
        inner join pg_catalog.pg_class as t on t.oid = o.relation and t.relnamespace = s.relnamespace
        cross join generate_series(1, 2) as n (nr)
        cross join lateral (select case n.nr when 1 then t.relname else s.relname end as name) as x
        where k.contype = 'f' and k.conrelid <> k.confrelid
    )

    select distinct on (e.view_name, e.embed_name) e.view_name::text, e.embed_name::text, e.target::text, e.is_one
    from embeds as e
    order by e.view_name, e.embed_name, e.rank, e.is_one
$$;

comment on function sched_http.openapi_embeds(text) is
    'Which views of a schema can be embedded in which, by functions between their rows or by foreign keys. is_one: as an
object, else as an array.';
