create or replace function sched_engine.mark_calendar_assignments_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_stale(
        tg_table_name, tg_op,
        array_agg(c.calendar_id), array_agg(c.resource_id), array_agg(daterange(null, null))
    )
    from changed_rows as c;
    return null;
end
$$;

comment on function sched_engine.mark_calendar_assignments_stale() is
    'Trigger: marks all dates of resources whose calendars are assigned otherwise.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_stale_insert_new after insert on sched.resource_calendar_assignments
referencing new table as changed_rows
for each statement execute function sched_engine.mark_calendar_assignments_stale();
create or replace trigger mark_stale_update_old after update on sched.resource_calendar_assignments
referencing old table as changed_rows
for each statement execute function sched_engine.mark_calendar_assignments_stale();
create or replace trigger mark_stale_update_new after update on sched.resource_calendar_assignments
referencing new table as changed_rows
for each statement execute function sched_engine.mark_calendar_assignments_stale();
create or replace trigger mark_stale_delete_old after delete on sched.resource_calendar_assignments
referencing old table as changed_rows
for each statement execute function sched_engine.mark_calendar_assignments_stale();
