create or replace view sched_http.openapi_roles as
select
    r.rolname as role_name,
    r.rolname not in (
        'sched_anon', 'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin'
    ) as is_of_workforce
from pg_catalog.pg_auth_members as m
inner join pg_catalog.pg_roles as r on r.oid = m.roleid
where m.member = to_regrole('sched_authenticator');

comment on view sched_http.openapi_roles is 'The roles that a request to the HTTP API can have. Those of the workforce are of its second version; of the first
they read what a viewer reads, and it does not tell of them.';
