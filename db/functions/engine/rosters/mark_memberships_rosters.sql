create or replace function sched_engine.mark_memberships_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_rosters(
        tg_table_name, tg_op, array_agg(c.team_id), array_agg(c.employee_id),
        array_agg(daterange(c.start_date, c.end_date, '[]'))
    )
    from changed_rows as c
    where c.is_primary;
    return null;
end
$$;

comment on function sched_engine.mark_memberships_rosters() is
    'Trigger: marks the rosters of people whose team changes, on the dates of the membership.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_rosters_insert after insert on sched.emp_team_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_memberships_rosters();
create or replace trigger mark_rosters_update_old after update on sched.emp_team_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_memberships_rosters();
create or replace trigger mark_rosters_update_new after update on sched.emp_team_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_memberships_rosters();
create or replace trigger mark_rosters_delete after delete on sched.emp_team_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_memberships_rosters();
