create or replace function sched_http.write_exception()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.acquire_model_lock(p_is_shared => tg_op = 'INSERT');
    if tg_op <> 'DELETE' then
        perform sched_http.refuse_computed(
            'exceptions', to_jsonb(old), to_jsonb(new), '{id,state,created_by,created_at}', case
                when new.state is distinct from old.state
                    then 'The state follows from the times. To cancel: DELETE, or give is_active = false.'
            end
        );
    end if;
    return sched_http.store_element('sched_http.store_exception', old, new);
end
$$;

comment on function sched_http.write_exception() is
    'Trigger: writes exceptions through api_v1.exceptions. Deleting cancels them. An error names the element of the request.';
