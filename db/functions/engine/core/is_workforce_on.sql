create or replace function sched_engine.is_workforce_on()
returns boolean
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select count(*) = 2
    from sched.system_configuration as c
    where c.config_key in ('phase2_enabled', 'employee_module_enabled') and c.config_value = 'true' and c.is_active
$$;

comment on function sched_engine.is_workforce_on() is
    'Whether employees, teams and rosters are switched on: phase2_enabled and employee_module_enabled are both true.';
