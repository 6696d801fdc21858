-- The role stays: it belongs to the whole server.
set local role sched_owner;

do $$
declare
    v_table regclass;
begin
    for v_table in
        select p.polrelid
        from pg_catalog.pg_policy as p
        inner join pg_catalog.pg_class as c on c.oid = p.polrelid
        where c.relnamespace = 'sched'::regnamespace and p.polname = 'in_scope'
    loop
        execute format('drop policy in_scope on %s', v_table);
        execute format('drop policy granted on %s', v_table);
        execute format('alter table %s disable row level security', v_table);
    end loop;
end
$$;

revoke all on all tables in schema sched from sched_views;
revoke all on schema sched_engine, sched_oee, api_v1 from sched_views;
