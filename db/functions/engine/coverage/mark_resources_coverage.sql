create or replace function sched_engine.mark_resources_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (
            select from new_rows as n inner join old_rows as o on o.id = n.id where o.path_ids <> n.path_ids
        )
        and exists (select from sched.emp_requirements) then
        perform sched_engine.mark_coverage(null, tstzrange(null, null));
    end if;
    return null;
end
$$;

comment on function sched_engine.mark_resources_coverage() is
    'Trigger: marks all gaps when a part of the tree moves, for requirements, teams and qualifications move with it.';

create or replace trigger mark_coverage after update on sched.resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_resources_coverage();
