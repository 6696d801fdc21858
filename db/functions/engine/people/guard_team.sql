create or replace function sched_engine.guard_team()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_who constant text := 'Team ' || coalesce(new.team_code, old.team_code, '(without a code)');
    v_pattern record;
begin
    if tg_op = 'DELETE' then
        if exists (select from sched.emp_team_assignments as a where a.team_id = old.id) then
            perform sched_engine.refuse('SC011', format('%s cannot be deleted: it has or had members.', v_who),
                'Deactivate it instead (is_active = false).', 'Whose shifts they worked is evidence.');
        end if;
        return old;
    end if;

    perform sched_engine.refuse_missing(v_who, to_jsonb(new), array[
        'team_code', 'team_name', 'cycle_offset_days', 'handover_minutes', 'works_holidays', 'is_active'
    ]);
    if new.resource_id is null or exists (
        select from sched.resources as r
        where r.id = new.resource_id and sched_engine.nearest_zone(r.path_ids) is null
    ) then
        perform sched_engine.refuse('SC023', format('%s has no home, and so no time zone for its shifts.', v_who),
            'Give the part of the plant where it works as resource_code: its time zone and holidays are those of the team.');
    elsif new.pattern_id is null and new.cycle_offset_days <> 0 then
        perform sched_engine.refuse('SC023',
            format('%s runs %s behind, but has no pattern.', v_who, sched_engine.counted(new.cycle_offset_days, 'day')),
            'Give a pattern as pattern_code, or cycle_offset_days = 0.');
    elsif new.handover_minutes not between 0 and 120 then
        perform sched_engine.refuse('SC023',
            format('%s cannot hand over for %s.', v_who, sched_engine.counted(new.handover_minutes, 'minute')),
            'Give handover_minutes from 0 to 120.');
    end if;
    if new.pattern_id is not null then
        -- Shared lock: the cycle must not become shorter while this row relies on it.
        select p.pattern_code, p.cycle_days into v_pattern
        from sched.operating_patterns as p
        where p.id = new.pattern_id
        for share;
        if new.cycle_offset_days not between 0 and v_pattern.cycle_days - 1 then
            perform sched_engine.refuse('SC023',
                format('%s cannot run %s behind: the cycle of its pattern %s has %s.', v_who,
                    sched_engine.counted(new.cycle_offset_days, 'day'), v_pattern.pattern_code,
                    sched_engine.counted(v_pattern.cycle_days, 'day')),
                format('Give cycle_offset_days from 0 to %s.', v_pattern.cycle_days - 1));
        end if;
    end if;
    if tg_op = 'UPDATE' then
        new.updated_at := now();
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_team() is
    'Trigger: refuses teams that cannot be (SC023: no home, further behind than the cycle of its pattern has days) or
lack something (SC016), and to delete one that has or had members (SC011).';

create or replace trigger guard_team
before insert or update or delete on sched.emp_teams
for each row execute function sched_engine.guard_team();
