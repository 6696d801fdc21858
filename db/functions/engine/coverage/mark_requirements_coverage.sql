create or replace function sched_engine.mark_requirements_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_coverage(
        array_agg(distinct c.resource_id),
        sched_engine.dates_period(daterange(min(c.start_date), nullif(max(coalesce(c.end_date, 'infinity')), 'infinity') + 1))
    )
    from changed_rows as c
    having count(*) > 0;
    return null;
end
$$;

comment on function sched_engine.mark_requirements_coverage() is
    'Trigger: marks the gaps around requirements that change, on the dates for which they hold.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_coverage_insert after insert on sched.emp_requirements
referencing new table as changed_rows for each statement execute function sched_engine.mark_requirements_coverage();
create or replace trigger mark_coverage_update_old after update on sched.emp_requirements
referencing old table as changed_rows for each statement execute function sched_engine.mark_requirements_coverage();
create or replace trigger mark_coverage_update_new after update on sched.emp_requirements
referencing new table as changed_rows for each statement execute function sched_engine.mark_requirements_coverage();
create or replace trigger mark_coverage_delete after delete on sched.emp_requirements
referencing old table as changed_rows for each statement execute function sched_engine.mark_requirements_coverage();
