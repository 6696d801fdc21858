-- Nobody but the owner touches tables; others reach them through views and functions made for them. The views have an
-- owner of their own, which row security limits: db/tests/row_security.
begin;
select plan(4);

select is_empty(
    $$select c.oid::regclass, r.rolname, a.privilege_type
        from pg_class as c
        cross join lateral aclexplode(c.relacl) as a
        inner join pg_roles as r on r.oid = a.grantee
        where c.relnamespace = 'sched'::regnamespace and a.grantee not in (c.relowner, 'sched_views'::regrole)$$,
    'no table of sched is granted to anybody but the owner of the views'
);
select is_empty(
    $$select c.oid::regclass, r.rolname
        from timescaledb_information.chunks as k
        inner join pg_class as c on c.oid = format('%I.%I', k.chunk_schema, k.chunk_name)::regclass
        cross join lateral aclexplode(c.relacl) as a
        inner join pg_roles as r on r.oid = a.grantee
        where k.hypertable_schema = 'sched' and a.grantee not in (c.relowner, 'sched_views'::regrole)$$,
    'nor is a chunk of one'
);
select is_empty(
    $$select r.rolname, s.name
        from pg_roles as r
        cross join (values ('sched'), ('sched_engine')) as s (name)
        where r.rolname in (
            'sched_authenticator',
            'sched_anon', 'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin'
        )
        and has_schema_privilege(r.oid, s.name, 'create')$$,
    'no role of ours can create anything in the inner schemas'
);
select is_empty(
    $$select o.name, o.owner
        from (
            select c.oid::regclass::text, c.relowner::regrole::text, c.relnamespace from pg_class as c
            where not (c.relkind = 'v' and c.relowner = 'sched_views'::regrole)
            union all
            select p.oid::regprocedure::text, p.proowner::regrole::text, p.pronamespace from pg_proc as p
            union all
            select n.nspname, n.nspowner::regrole::text, n.oid from pg_namespace as n
        ) as o (name, owner, schema)
        where o.schema in (
            select n.oid from pg_namespace as n
            where n.nspname in ('sched', 'sched_engine', 'sched_oee', 'sched_http', 'api_v1', 'api_v2')
        )
        and o.owner <> 'sched_owner'$$,
    'everything belongs to sched_owner, but for views'
);

select * from finish();
rollback;
