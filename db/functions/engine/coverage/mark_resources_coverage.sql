create or replace function sched_engine.mark_resources_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- By what differs, not by a join: its plan would be kept from few rows to many.
    if exists (select from sched.emp_requirements) and exists (
        select n.id, n.path_ids from new_rows as n
        except
        select o.id, o.path_ids from old_rows as o
    ) then
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
