-- Against the rights in the catalog, for each role, method and endpoint.
begin;
select plan(4);

create function pg_temp.may(p_role text, p_method text, p_path text) returns boolean language plpgsql as $$
begin
    perform set_config('request.method', p_method, true), set_config('request.path', p_path, true);
    return sched_http.may_ask(p_role, '{}');
end
$$;
create temporary table asked as
select
    r.rolname::text as role_name,
    c.relname::text as endpoint,
    m.method,
    has_table_privilege(r.oid, c.oid, m.privilege) as is_permitted
from pg_roles as r
cross join pg_class as c
cross join (
    values ('GET', 'select'), ('HEAD', 'select'), ('POST', 'insert'), ('PATCH', 'update'), ('DELETE', 'delete')
) as m (method, privilege)
where r.rolname in ('sched_anon', 'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin')
    and c.relnamespace = 'api_v1'::regnamespace and c.relkind = 'v';

select is_empty(
    'select * from asked where pg_temp.may(role_name, method, ''/'' || endpoint) is distinct from is_permitted', 'views'
);
select is_empty(
    $$
    select r.role_name, p.proname
    from (select distinct role_name from asked) as r
    cross join pg_proc as p
    where p.pronamespace = 'api_v1'::regnamespace
        and coalesce(pg_temp.may(r.role_name, 'POST', '/rpc/' || p.proname), false)
        and not has_function_privilege(r.role_name, p.oid, 'execute')
    $$,
    'functions'
);
select is(pg_temp.may('sched_viewer', 'GET', '/rpc/oee_availability'), true, 'it is sure of a function of one form');
select is(
    (
        select bool_or(pg_temp.may('sched_admin', 'GET', w.path))
        from unnest(array['/', '/nothing', '/rpc/nothing', '/rpc/', '/resources/5', '//resources', '/a"b', '/sched.resources']) as w (path)
    ),
    null, 'and not of what is no endpoint'
);

select * from finish();
rollback;
