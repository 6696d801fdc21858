begin;
select plan(7);

select is(sched_engine.setting_int('generation_max_years', 3), 10, 'as set');
update sched.system_configuration set config_value = '20' where config_key = 'generation_max_years';
select is(sched_engine.setting_int('generation_max_years', 3), 20, 'as changed');
update sched.system_configuration set is_active = false where config_key = 'generation_max_years';
select is(sched_engine.setting_int('generation_max_years', 3), 3, 'switched off: the default');
select is(sched_engine.setting_int('no_such_setting', 7), 7, 'unknown: the default');
select throws_ok(
    $$insert into sched.system_configuration (config_key, config_value, description, modified_by)
        values ('Not A Name', '1', 'x', 'test')$$,
    '23514', null, 'keys are names'
);
select throws_ok(
    $$update sched.system_configuration set config_value = '' where config_key = 'phase2_enabled'$$,
    '23514', null,
    'values are not empty'
);
select results_eq(
    $$select config_key, config_value from sched.system_configuration
        where config_key in ('phase2_enabled', 'employee_module_enabled') order by 1$$,
    $$values ('employee_module_enabled', 'false'), ('phase2_enabled', 'false')$$,
    'phase 2 is off'
);

select * from finish();
rollback;
