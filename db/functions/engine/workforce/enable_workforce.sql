create or replace function sched_engine.enable_workforce(p_level sched.complexity_level default 'expert')
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_level is null or p_level = 'simple' then
        perform sched_engine.refuse('SC018',
            format('The workforce cannot be switched on with patterns of the level %L.', p_level),
            'Choose advanced or expert: rotations are patterns of these levels.');
    end if;
    update sched.system_configuration set config_value = 'true' where config_key = 'phase2_enabled';
    update sched.system_configuration set config_value = 'true' where config_key = 'employee_module_enabled';
    update sched.system_configuration set config_value = p_level::text where config_key = 'pattern_complexity_level';
end
$$;

comment on function sched_engine.enable_workforce(sched.complexity_level) is
    'Switches employees, teams and rosters on, with patterns up to this level: three settings, nothing else. SC018: a
level that has no rotations.';
