create or replace function sched_engine.setting_int(p_key text, p_default integer)
returns integer
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(
        (select c.config_value from sched.system_configuration as c where c.config_key = p_key and c.is_active)::integer,
        p_default
    );
end
$$;

comment on function sched_engine.setting_int(text, integer) is 'A whole-number setting of sched.system_configuration.';
