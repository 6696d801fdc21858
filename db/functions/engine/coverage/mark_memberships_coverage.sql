create or replace function sched_engine.mark_memberships_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from sched.emp_requirements) then
        return null;
    end if;
    -- Shifts of the team change with the roster; extra shifts are worked at the team of their date.
    perform sched_engine.mark_coverage(
        sched_engine.sites_of_people(array_agg(distinct c.employee_id), array_agg(distinct c.team_id),
            min(x.schedule_date), max(x.schedule_date))
        || array_remove(array_agg(distinct e.resource_id), null),
        sched_engine.dates_period(daterange(min(x.schedule_date), max(x.schedule_date), '[]'))
    )
    from changed_rows as c
    inner join sched.emp_employees as e on e.id = c.employee_id
    inner join sched.emp_roster_changes as x
        on x.employee_id = c.employee_id and x.change_kind = 'extra' and x.change_status = 'approved'
        and daterange(c.start_date, c.end_date, '[]') @> x.schedule_date::date
    where c.is_primary
    having count(*) > 0;
    return null;
end
$$;

comment on function sched_engine.mark_memberships_coverage() is
    'Trigger: marks the gaps around people with extra shifts whose team becomes another.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_coverage_insert after insert on sched.emp_team_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_memberships_coverage();
create or replace trigger mark_coverage_update_old after update on sched.emp_team_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_memberships_coverage();
create or replace trigger mark_coverage_update_new after update on sched.emp_team_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_memberships_coverage();
create or replace trigger mark_coverage_delete after delete on sched.emp_team_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_memberships_coverage();
