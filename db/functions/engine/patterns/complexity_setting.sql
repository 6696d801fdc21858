create or replace function sched_engine.complexity_setting()
returns sched.complexity_level
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce((
        select case
            when pg_input_is_valid(c.config_value, 'sched.complexity_level') then c.config_value::sched.complexity_level
        end
        from sched.system_configuration as c
        where c.config_key = 'pattern_complexity_level' and c.is_active
    ), 'simple');
end
$$;

comment on function sched_engine.complexity_setting() is
    'The setting pattern_complexity_level, simple when there is none: up to which level built-in patterns are visible.';
