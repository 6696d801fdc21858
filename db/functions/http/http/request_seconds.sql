-- PL/pgSQL, because that keeps its plans: it runs before each request.
create or replace function sched_http.request_seconds(p_role text)
returns integer
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_may_write constant boolean := p_role in ('sched_planner', 'sched_admin');
    v_seconds integer;
begin
    -- A setting that is no number must not keep people from correcting it.
    select c.config_value::integer into v_seconds
    from sched.system_configuration as c
    where c.config_key = case when v_may_write then 'api_write_timeout_seconds' else 'api_read_timeout_seconds' end
        and c.is_active and c.config_value ~ '^\d{1,6}$';
    return greatest(1, least(3600, coalesce(v_seconds, case when v_may_write then 60 else 15 end)));
end
$$;

comment on function sched_http.request_seconds(text) is
    'How long an HTTP request of a role may take: settings api_read_timeout_seconds and api_write_timeout_seconds.';
