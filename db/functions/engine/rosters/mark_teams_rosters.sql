create or replace function sched_engine.mark_teams_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_team_rosters(
        tg_table_name, tg_op, array_agg(n.id), array_agg(n.id), daterange(null, null)
    )
    from new_rows as n
    inner join old_rows as o on o.id = n.id
    where (o.cycle_offset_days, o.resource_id, o.works_holidays, o.handover_minutes, o.is_active)
        is distinct from (n.cycle_offset_days, n.resource_id, n.works_holidays, n.handover_minutes, n.is_active)
        or o.pattern_id is distinct from n.pattern_id;
    return null;
end
$$;

comment on function sched_engine.mark_teams_rosters() is
    'Trigger: marks the rosters of teams that work other shifts than before.';

create or replace trigger mark_rosters after update on sched.emp_teams
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_teams_rosters();
