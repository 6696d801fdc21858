create or replace function sched_engine.protect_system_rule()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.refuse_system_change(p.pattern_code)
    from sched.operating_patterns as p
    where p.is_system_pattern and p.id in (new.pattern_id, old.pattern_id);
    return coalesce(new, old);
end
$$;

comment on function sched_engine.protect_system_rule() is
    'Trigger: refuses (SC007) changes of the rules of built-in patterns.';

create or replace trigger protect_system_pattern
before insert or update or delete on sched.pattern_rules
for each row execute function sched_engine.protect_system_rule();
