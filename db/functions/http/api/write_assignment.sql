create or replace function sched_http.write_assignment()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('sched.offers', 'simple', true);
    perform sched_engine.acquire_model_lock();
    if tg_op = 'DELETE' then
        delete from sched.resource_pattern_assignments as a where a.id = old.id;
        return old;
    end if;
    perform sched_http.refuse_computed(
        'pattern_assignments', to_jsonb(old), to_jsonb(new), '{id,assigned_by,assigned_at}'
    );
    return sched_http.store_element('sched_http.store_assignment', old, new);
end
$$;

comment on function sched_http.write_assignment() is
    'Trigger: writes pattern assignments through api_v1.pattern_assignments. An error names the element of the request.';
