create or replace view sched_http.openapi_origins as
with recursive rules as materialized (
    select c.oid as relation, w.ev_action
    from pg_catalog.pg_namespace as n
    inner join pg_catalog.pg_class as c on c.relnamespace = n.oid and c.relkind = 'v'
    inner join pg_catalog.pg_rewrite as w on w.ev_class = c.oid and w.ev_type = '1'
    where n.nspname in ('sched_engine', 'sched_oee', 'api_v1', 'api_v2')
),

pieces as (
    -- An entry of a target list: expression} :resno 1 :resname id :ressortgroupref 0 :resorigtbl 5 :resorigcol 1
    select
        r.relation, p.nr, string_to_array(left(p.piece, 200), ' ') as words,
        split_part(right(lag(p.piece) over (partition by r.relation order by p.nr), 300), '{TARGETENTRY :expr ', -1)
            as expression
    from (select r.relation, r.ev_action::text as tree from rules as r) as r
    cross join lateral string_to_table(r.tree, ' :resno ') with ordinality as p (piece, nr)
    where right(r.tree, 1000) like '%:setOperations <>%'
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
    from pieces as p
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
    a.attrelid as origin,
    a.attname as origin_column,
    o.is_whole and a.attnotnull as is_not_null,
    a.atthasdef or a.attidentity <> '' as has_default,
    a.attidentity = 'a' or a.attgenerated <> '' as is_generated
from origins as o
inner join pg_catalog.pg_attribute as a on a.attrelid = o.origin and a.attnum = o.origin_position
inner join pg_catalog.pg_class as c on c.oid = a.attrelid and c.relkind in ('r', 'p');

comment on view sched_http.openapi_origins is
    'From which column of which table a column of a view comes, read from the rules of the views, through views upon
views. is_not_null: it can never be null, not even by an outer join. is_generated: nobody can set it.';
