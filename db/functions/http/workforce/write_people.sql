create or replace function sched_http.write_people()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_store constant regproc := tg_argv[1]::regproc;
    v_keys constant text[] := tg_argv[2]::text[];
    v_computed constant text[] := array['id', 'created_at', 'updated_at'] || tg_argv[3]::text[];
    -- The gateway takes it out of Prefer: PostgREST would ask the view for a unique index.
    v_resolution constant text := case tg_op when 'INSERT' then nullif(sched_http.request_header('X-Resolution'), '') end;
    v_given text[];
begin
    if tg_op = 'DELETE' then
        execute format('delete from sched.%I as t where t.id = $1', tg_argv[0]) using old.id;
        return old;
    end if;
    if v_resolution is not null then
        old := sched_http.row_to_merge(tg_table_name, v_keys, new);
    end if;
    if old.id is null then
        perform sched_http.refuse_computed(tg_table_name, null, to_jsonb(new), v_computed);
        if v_resolution is not null then
            perform set_config('response.status', '201', true);
        end if;
    elsif v_resolution = 'ignore-duplicates' then
        return null;
    elsif v_resolution is not null then
        v_given := sched_http.merged_columns(tg_table_name);
        new := jsonb_populate_record(old, (
            select coalesce(jsonb_object_agg(c.name, c.value), '{}')
            from jsonb_each(to_jsonb(new)) as c (name, value)
            where c.name = any(v_given) and c.name <> 'id'
        ));
        if coalesce(current_setting('response.status', true), '') <> '201' then
            perform set_config('response.status', '200', true);
        end if;
    end if;
    if old.id is not null then
        perform sched_http.refuse_computed(tg_table_name, to_jsonb(old), to_jsonb(new), v_computed);
    end if;
    return sched_http.store_element(v_store, old, new);
end
$$;

comment on function sched_http.write_people() is
    'Trigger: writes a view of api_v2 through its function sched_http.store_...; an error names the element of the
request. An upsert (the header X-Resolution, which the gateway makes of Prefer) changes what has the same key.
Arguments: the table that rows are deleted from; the function; the keys of the view, each its columns with commas
between; columns that the system computes, besides id, created_at and updated_at.';
