create or replace function sched_engine.raise_complexity()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if new.complexity_level > sched_engine.complexity_setting() then
        insert into sched.system_configuration as c (config_key, config_value, description, modified_by)
        values (
            'pattern_complexity_level', new.complexity_level, 'Highest complexity of patterns offered: simple, advanced or expert.',
            sched_engine.acting_user()
        )
        on conflict (config_key) do update set config_value = excluded.config_value, is_active = true;
    end if;
    return null;
end
$$;

comment on function sched_engine.raise_complexity() is
    'Trigger: whoever makes a built-in pattern visible that pattern_complexity_level keeps back raises it as far.';

create or replace trigger raise_complexity after update on sched.operating_patterns
for each row when (new.is_system_pattern and new.is_visible and not old.is_visible and new.complexity_level > 'simple')
execute function sched_engine.raise_complexity();
