create or replace function sched_engine.mark_resources_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_team_rosters(
        tg_table_name, tg_op, array_agg(n.id), array_agg(t.id), daterange(null, null)
    )
    -- By what differs, not by a join: its plan would be kept from few rows to many.
    from (
        select n.id, n.path_ids, n.time_zone from new_rows as n
        except
        select o.id, o.path_ids, o.time_zone from old_rows as o
    ) as n
    -- The home of a team, or what lies above it. What lies below what moves is updated with it.
    inner join sched.resources as r on r.path_ids @> array[n.id]
    inner join sched.emp_teams as t on t.resource_id = r.id;
    return null;
end
$$;

comment on function sched_engine.mark_resources_rosters() is
    'Trigger: marks the rosters of teams whose home moves or changes its clock.';

create or replace trigger mark_rosters after update on sched.resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_resources_rosters();
