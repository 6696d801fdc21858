create or replace function sched_engine.guard_team_pattern()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_team record;
begin
    if tg_op = 'DELETE' then
        if exists (select from sched.emp_teams as t where t.pattern_id = old.id) then
            perform sched_engine.refuse('SC011',
                format('Pattern %s cannot be deleted: %s by it.', old.pattern_code, (
                    select sched_engine.counted(count(*), 'team works', 'teams work')
                    from sched.emp_teams as t
                    where t.pattern_id = old.id
                )),
                'Hide it instead (is_visible = false).');
        end if;
        return old;
    end if;
    select t.team_code, t.cycle_offset_days into v_team
    from sched.emp_teams as t
    where t.pattern_id = new.id and t.cycle_offset_days >= new.cycle_days
    order by t.cycle_offset_days desc, t.team_code
    limit 1;
    if found then
        perform sched_engine.refuse('SC023',
            format('Pattern %s cannot have a cycle of %s: team %s runs %s behind.', new.pattern_code,
                sched_engine.counted(new.cycle_days, 'day'), v_team.team_code,
                sched_engine.counted(v_team.cycle_offset_days, 'day')),
            'Change cycle_offset_days of its teams first.');
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_team_pattern() is
    'Trigger: refuses (SC023) a cycle shorter than a team runs behind it, and (SC011) to delete a pattern that a team
works by.';

create or replace trigger guard_team_pattern
before update of cycle_days on sched.operating_patterns
for each row when (new.cycle_days < old.cycle_days)
execute function sched_engine.guard_team_pattern();

create or replace trigger guard_team_pattern_delete
before delete on sched.operating_patterns
for each row execute function sched_engine.guard_team_pattern();
