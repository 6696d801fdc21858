create or replace view sched_http.openapi_roles as
select r.rolname as role_name
from pg_catalog.pg_auth_members as m
inner join pg_catalog.pg_roles as r on r.oid = m.roleid
where m.member = to_regrole('sched_authenticator')
    and r.rolname in ('sched_anon', 'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin');

comment on view sched_http.openapi_roles is 'The roles that a request to the HTTP API can have for version 1 of it: those of the workforce read it as sched_viewer.';
