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
    perform sched_engine.mark_coverage(array_agg(distinct s.id), tstzrange(null, null))
    from new_rows as n
    inner join old_rows as o on o.id = n.id and o.resource_id <> n.resource_id
    cross join lateral unnest(array[o.resource_id, n.resource_id]) as s (id)
    having count(*) > 0;
    return null;
end
$$;

comment on function sched_engine.mark_teams_coverage() is
    'Trigger: marks the gaps around teams whose home becomes another.';

create or replace trigger mark_coverage after update on sched.emp_teams
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_teams_coverage();
