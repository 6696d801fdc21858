create or replace function sched_engine.mark_patterns_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Edits of rules come here as well: they touch their pattern. Whether it is offered does not matter.
    perform sched_engine.mark_team_rosters(
        tg_table_name, tg_op, array_agg(n.id), array_agg(t.id), daterange(null, null)
    )
    from new_rows as n
    inner join old_rows as o on o.id = n.id
    inner join sched.emp_teams as t on t.pattern_id = n.id
    where o.is_visible = n.is_visible or (o.cycle_days, o.anchor_date) is distinct from (n.cycle_days, n.anchor_date);
    return null;
end
$$;

comment on function sched_engine.mark_patterns_rosters() is
    'Trigger: marks the rosters of teams whose pattern is edited.';

create or replace trigger mark_rosters after update on sched.operating_patterns
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_patterns_rosters();
