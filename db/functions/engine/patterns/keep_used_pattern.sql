create or replace function sched_engine.keep_used_pattern()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from sched.resource_pattern_assignments as a where a.pattern_id = old.id)
        or exists (select from sched.equipment_schedules as s where s.pattern_id = old.id) then
        perform sched_engine.refuse(
            'SC011',
            format('Pattern %s cannot be deleted: it is assigned, or schedules were generated from it.',
                old.pattern_code),
            'Hide it instead (is_visible = false).'
        );
    end if;
    return old;
end
$$;

comment on function sched_engine.keep_used_pattern() is
    'Trigger: refuses (SC011) to delete a pattern that is assigned or that stored rows come from.';

create or replace trigger keep_used_pattern
before delete on sched.operating_patterns
for each row execute function sched_engine.keep_used_pattern();
