create or replace view sched_http.openapi_enums as
select
    t.typname,
    pg_catalog.obj_description(t.oid, 'pg_type') as comment,
    array_agg(e.enumlabel::text order by e.enumsortorder) as labels
from pg_catalog.pg_type as t
inner join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
inner join pg_catalog.pg_enum as e on e.enumtypid = t.oid
where n.nspname in ('sched', 'sched_engine', 'api_v1', 'api_v2')
group by t.oid, t.typname;

comment on view sched_http.openapi_enums is 'The enumerations of the system and their labels, in order.';
