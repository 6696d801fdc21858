create or replace function sched_http.openapi_origins(p_schema text)
returns table (
    relation oid, place smallint, origin oid, origin_column name, is_not_null boolean, has_default boolean,
    is_generated boolean
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- The views of the schema, and those that they read.
    return query
    with recursive views as (
        select c.oid as relation
        from pg_catalog.pg_class as c
        where c.relnamespace = to_regnamespace(p_schema) and c.relkind = 'v'
        union
        select c.oid
        from views as v
        inner join pg_catalog.pg_rewrite as w on w.ev_class = v.relation and w.ev_type = '1'
        inner join pg_catalog.pg_depend as d
            on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = w.oid
            and d.refclassid = 'pg_catalog.pg_class'::regclass
        inner join pg_catalog.pg_class as c on c.oid = d.refobjid and c.relkind = 'v'
    ),

    -- An entry of a target list: expression} :resno 1 :resname id :ressortgroupref 0 :resorigtbl 5 :resorigcol 1
    -- Of each piece only its ends count; a rule is unpacked once.
    trees as materialized (
        select v.relation, w.ev_action::text || '' as tree
        from views as v
        inner join pg_catalog.pg_rewrite as w on w.ev_class = v.relation and w.ev_type = '1'
    ),

    pieces as materialized (
        select
            r.relation, p.nr, string_to_array(left(p.piece, 200), ' ') as words,
            left(split_part(p.piece, '{TARGETENTRY :expr ', -1), 300) as expression
        from trees as r
        cross join lateral string_to_table(r.tree, ' :resno ') with ordinality as p (piece, nr)
        where split_part(r.tree, ':setOperations ', -1) like '<>%'
    ),

    targets as materialized (
        -- Target lists of inner queries come before that of the view itself: the last entry of a name is its own.
        select distinct on (a.attrelid, a.attnum)
            a.attrelid as relation,
            a.attnum as place,
            p.words[7]::oid as origin,
            p.words[9]::smallint as origin_position,
            p.expression like '{VAR %:varnullingrels (b) :varlevelsup 0 %'
            and strpos(p.expression, '}') = length(p.expression) as is_whole
        from (
            select
                i.relation, i.nr, i.words,
                lag(i.expression) over (partition by i.relation order by i.nr) as expression
            from pieces as i
        ) as p
        inner join pg_catalog.pg_attribute as a on a.attrelid = p.relation and a.attname = p.words[3]
        where p.nr > 1 and p.words[1] = a.attnum::text
        order by a.attrelid asc, a.attnum asc, p.nr desc
    ),

    origins as (
        select t.relation, t.place, t.origin, t.origin_position, t.is_whole
        from targets as t
        where t.origin <> 0
        union all
        select o.relation, o.place, t.origin, t.origin_position, o.is_whole and t.is_whole
        from origins as o
        inner join targets as t on t.relation = o.origin and t.place = o.origin_position
        where t.origin <> 0
    )

    select
        o.relation,
        o.place,
        a.attrelid,
        a.attname,
        o.is_whole and a.attnotnull,
        a.atthasdef or a.attidentity <> '',
        a.attidentity = 'a' or a.attgenerated <> ''
    from origins as o
    inner join pg_catalog.pg_attribute as a on a.attrelid = o.origin and a.attnum = o.origin_position
    inner join pg_catalog.pg_class as c on c.oid = a.attrelid and c.relkind in ('r', 'p')
    where o.relation in (select v.oid from pg_catalog.pg_class as v where v.relnamespace = to_regnamespace(p_schema));
end
$$;

comment on function sched_http.openapi_origins(text) is
    'From which column of which table a column of a view of a schema comes, read from the rules of the views, through views upon
views. is_not_null: it can never be null, not even by an outer join. is_generated: nobody can set it.';
