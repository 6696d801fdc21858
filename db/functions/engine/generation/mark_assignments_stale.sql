create or replace function sched_engine.mark_assignments_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A shift may run into the next date, or be moved by one more: what changes on a date may show two dates around.
    perform sched_engine.mark_stale(
        tg_table_name, tg_op,
        array_agg(c.id), array_agg(c.resource_id), array_agg(daterange(c.effective_date - 2, c.end_date + 2, '[]'))
    )
    from changed_rows as c;
    return null;
end
$$;

comment on function sched_engine.mark_assignments_stale() is
    'Trigger: marks the dates on which resources follow pattern assignments that are edited.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_stale_insert_new after insert on sched.resource_pattern_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_assignments_stale();
create or replace trigger mark_stale_update_old after update on sched.resource_pattern_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_assignments_stale();
create or replace trigger mark_stale_update_new after update on sched.resource_pattern_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_assignments_stale();
create or replace trigger mark_stale_delete_old after delete on sched.resource_pattern_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_assignments_stale();
