create or replace function sched_engine.protect_system_pattern()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Visibility is switched by configuration, and the hours are derived: everything else is fixed.
    if old.is_system_pattern and (
        tg_op = 'DELETE'
        or to_jsonb(new) - '{is_visible,weekly_hours,updated_at}'::text[]
        is distinct from to_jsonb(old) - '{is_visible,weekly_hours,updated_at}'::text[]
    ) then
        perform sched_engine.refuse_system_change(old.pattern_code);
    end if;
    return coalesce(new, old);
end
$$;

comment on function sched_engine.protect_system_pattern() is
    'Trigger: refuses (SC007) changes of built-in patterns.';

create or replace trigger protect_system_pattern
before update or delete on sched.operating_patterns
for each row execute function sched_engine.protect_system_pattern();
