create or replace function sched_engine.protect_system_pattern()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
    v_code text;
begin
    if tg_table_name = 'pattern_rules' then
        select p.pattern_code into v_code
        from sched.operating_patterns as p
        where p.is_system_pattern and p.id in (new.pattern_id, old.pattern_id);
    elsif old.is_system_pattern and (tg_op = 'DELETE' or (
        -- Visibility is switched by configuration, and the hours are derived: everything else is fixed.
        to_jsonb(new) - '{is_visible,weekly_hours,updated_at}'::text[]
        is distinct from to_jsonb(old) - '{is_visible,weekly_hours,updated_at}'::text[]
    )) then
        v_code := old.pattern_code;
    end if;

    if v_code is not null then
        raise exception using
            errcode = 'SC007',
            message = format('Pattern %s is built in and cannot be changed or deleted.', v_code),
            hint = 'Copy it under another code and change the copy.';
    end if;
    return coalesce(new, old);
end
$$;

comment on function sched_engine.protect_system_pattern() is 'Trigger: refuses (SC007) changes of built-in patterns.';

create or replace trigger protect_system_pattern
before update or delete on sched.operating_patterns
for each row execute function sched_engine.protect_system_pattern();

create or replace trigger protect_system_pattern
before insert or update or delete on sched.pattern_rules
for each row execute function sched_engine.protect_system_pattern();
