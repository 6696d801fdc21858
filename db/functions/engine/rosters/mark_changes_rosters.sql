create or replace function sched_engine.mark_changes_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_rosters(
        tg_table_name, tg_op, array_agg(c.id), array_agg(p.employee_id),
        array_agg(daterange(c.schedule_date, c.schedule_date, '[]'))
    )
    from changed_rows as c
    cross join lateral unnest(array[c.employee_id, c.taken_by_id]) as p (employee_id)
    where c.change_status = 'approved' and p.employee_id is not null;
    return null;
end
$$;

comment on function sched_engine.mark_changes_rosters() is
    'Trigger: marks the rosters of those whose shifts are changed, and of those who take them.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_rosters_insert after insert on sched.emp_roster_changes
referencing new table as changed_rows for each statement execute function sched_engine.mark_changes_rosters();
create or replace trigger mark_rosters_update_old after update on sched.emp_roster_changes
referencing old table as changed_rows for each statement execute function sched_engine.mark_changes_rosters();
create or replace trigger mark_rosters_update_new after update on sched.emp_roster_changes
referencing new table as changed_rows for each statement execute function sched_engine.mark_changes_rosters();
create or replace trigger mark_rosters_delete after delete on sched.emp_roster_changes
referencing old table as changed_rows for each statement execute function sched_engine.mark_changes_rosters();
