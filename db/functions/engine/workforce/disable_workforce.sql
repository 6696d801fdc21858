create or replace function sched_engine.disable_workforce()
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    update sched.system_configuration as c
    set config_value = v.config_value
    from (values
        ('phase2_enabled', 'false'), ('employee_module_enabled', 'false'), ('pattern_complexity_level', 'simple')
    ) as v (config_key, config_value)
    where c.config_key = v.config_key
$$;

comment on function sched_engine.disable_workforce() is
    'Switches employees, teams and rosters off: they are hidden, and kept for when they are switched on again.';
