create or replace function sched_engine.mark_assignments_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from sched.emp_requirements) then
        return null;
    end if;
    perform sched_engine.mark_coverage(
        array_agg(distinct c.resource_id) || sched_engine.sites_of_people(
            array_agg(distinct c.employee_id), '{}',
            (min(c.start_time) at time zone 'UTC')::date - 4, (max(c.end_time) at time zone 'UTC')::date + 3
        ),
        tstzrange(min(c.start_time), max(c.end_time))
    )
    from changed_rows as c
    having count(*) > 0;
    return null;
end
$$;

comment on function sched_engine.mark_assignments_coverage() is
    'Trigger: marks the gaps around people who watch other machines than before.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_coverage_insert after insert on sched.emp_resource_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_assignments_coverage();
create or replace trigger mark_coverage_update_old after update on sched.emp_resource_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_assignments_coverage();
create or replace trigger mark_coverage_update_new after update on sched.emp_resource_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_assignments_coverage();
create or replace trigger mark_coverage_delete after delete on sched.emp_resource_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_assignments_coverage();
