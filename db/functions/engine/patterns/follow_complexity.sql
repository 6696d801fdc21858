create or replace function sched_engine.follow_complexity()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_new constant sched.complexity_level := sched_engine.complexity_setting();
    v_old sched.complexity_level := 'simple'::sched.complexity_level;
begin
    if tg_op <> 'INSERT' and old.is_active and pg_input_is_valid(old.config_value, 'sched.complexity_level') then
        v_old := old.config_value::sched.complexity_level;
    end if;
    -- Who has hidden one that both levels allow meant it.
    update sched.operating_patterns as p
    set is_visible = p.complexity_level <= v_new
    where p.is_system_pattern and p.complexity_level > least(v_old, v_new)
        and p.is_visible <> (p.complexity_level <= v_new);
    return null;
end
$$;

comment on function sched_engine.follow_complexity() is
    'Trigger: pattern_complexity_level shows the built-in patterns that it has come to allow, and hides those above it.';

create or replace trigger follow_complexity_insert after insert on sched.system_configuration
for each row when (new.config_key = 'pattern_complexity_level') execute function sched_engine.follow_complexity();
create or replace trigger follow_complexity_update after update on sched.system_configuration
for each row when (old.config_key = 'pattern_complexity_level' or new.config_key = 'pattern_complexity_level')
execute function sched_engine.follow_complexity();
create or replace trigger follow_complexity_delete after delete on sched.system_configuration
for each row when (old.config_key = 'pattern_complexity_level') execute function sched_engine.follow_complexity();
