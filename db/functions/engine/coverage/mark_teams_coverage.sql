create or replace function sched_engine.mark_teams_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from sched.emp_requirements) then
        return null;
    end if;
    perform sched_engine.mark_coverage(array_agg(distinct c.resource_id), tstzrange(null, null))
    from (
        (select n.id, n.resource_id from new_rows as n except select o.id, o.resource_id from old_rows as o)
        union all
        (select o.id, o.resource_id from old_rows as o except select n.id, n.resource_id from new_rows as n)
    ) as c
    having count(*) > 0;
    return null;
end
$$;

comment on function sched_engine.mark_teams_coverage() is
    'Trigger: marks the gaps around teams whose home becomes another.';

create or replace trigger mark_coverage after update on sched.emp_teams
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_teams_coverage();
