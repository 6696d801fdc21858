create or replace function sched_http.openapi_takes(p_relation oid, p_column smallint, p_event text)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (
        select
        from sched_http.openapi_roles as r
        where pg_catalog.has_column_privilege(r.role_name, p_relation, p_column, p_event)
    )
    and (
        pg_catalog.pg_column_is_updatable(p_relation, p_column, false)
        or exists (
            select
            from pg_catalog.pg_trigger as t
            where t.tgrelid = p_relation and t.tgtype & 64 <> 0
                and t.tgtype & case p_event when 'insert' then 4 else 16 end <> 0
        )
    );
end
$$;

comment on function sched_http.openapi_takes(oid, smallint, text) is
    'Whether a column of a view can be written by insert or update, and some role of the API may do it.';
