begin;
select plan(5);

create temporary view our_schemas as
select n.oid, n.nspname from pg_namespace as n
where n.nspname in ('sched', 'sched_engine', 'sched_oee', 'sched_http', 'api_v1', 'api_v2');

select is((select count(*) from our_schemas), 6::bigint, 'six schemas');
select is_empty(
    $$select n.nspname from our_schemas as s inner join pg_namespace as n on n.oid = s.oid
        cross join lateral aclexplode(n.nspacl) as a where a.grantee = 0$$,
    'no schema can be used by everybody'
);
select is_empty(
    $$select p.oid::regprocedure from pg_proc as p inner join our_schemas as s on s.oid = p.pronamespace
        cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
        where a.grantee = 0$$,
    'no function can be executed by everybody'
);
select is_empty(
    $$select c.oid::regclass from pg_class as c inner join our_schemas as s on s.oid = c.relnamespace
        cross join lateral aclexplode(c.relacl) as a
        where a.grantee = 0$$,
    'no table or view can be read by everybody'
);
select is_empty(
    $$select t.oid::regtype from pg_type as t inner join our_schemas as s on s.oid = t.typnamespace
        cross join lateral aclexplode(coalesce(t.typacl, acldefault('T', t.typowner))) as a
        where a.grantee = 0 and t.typtype in ('e', 'd')$$,
    'no type can be used by everybody'
);

select * from finish();
rollback;
