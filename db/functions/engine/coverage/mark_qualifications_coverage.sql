create or replace function sched_engine.mark_qualifications_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from sched.emp_requirements) then
        return null;
    end if;
    -- Those that ask for nothing may change too: somebody who is free for one is missing for another.
    perform sched_engine.mark_coverage(
        sched_engine.sites_of_people(
            array_agg(distinct c.employee_id), '{}',
            min(c.certification_date), least(max(coalesce(c.expiry_date, 'infinity')), '9999-12-31')::date
        ),
        sched_engine.dates_period(
            daterange(min(c.certification_date), nullif(max(coalesce(c.expiry_date, 'infinity')), 'infinity') + 1)
        )
    )
    from changed_rows as c
    having count(*) > 0;
    return null;
end
$$;

comment on function sched_engine.mark_qualifications_coverage() is
    'Trigger: marks the gaps around people who are qualified otherwise than before.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_coverage_insert after insert on sched.emp_resource_qualifications
referencing new table as changed_rows for each statement execute function sched_engine.mark_qualifications_coverage();
create or replace trigger mark_coverage_update_old after update on sched.emp_resource_qualifications
referencing old table as changed_rows for each statement execute function sched_engine.mark_qualifications_coverage();
create or replace trigger mark_coverage_update_new after update on sched.emp_resource_qualifications
referencing new table as changed_rows for each statement execute function sched_engine.mark_qualifications_coverage();
create or replace trigger mark_coverage_delete after delete on sched.emp_resource_qualifications
referencing old table as changed_rows for each statement execute function sched_engine.mark_qualifications_coverage();
