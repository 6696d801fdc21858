create or replace function sched_engine.mark_calendars_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_stale(
        tg_table_name, tg_op,
        array_agg(c.id), array_agg(r.id), array_agg(daterange(null, null))
    )
    from changed_rows as c
    cross join sched.resources as r
    where c.is_default and r.parent_resource_id is null;
    return null;
end
$$;

comment on function sched_engine.mark_calendars_stale() is
    'Trigger: marks all dates of the whole plant when the default calendar is edited, or becomes another.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_stale_insert_new after insert on sched.holiday_calendars
referencing new table as changed_rows for each statement execute function sched_engine.mark_calendars_stale();
create or replace trigger mark_stale_update_old after update on sched.holiday_calendars
referencing old table as changed_rows for each statement execute function sched_engine.mark_calendars_stale();
create or replace trigger mark_stale_update_new after update on sched.holiday_calendars
referencing new table as changed_rows for each statement execute function sched_engine.mark_calendars_stale();
create or replace trigger mark_stale_delete_old after delete on sched.holiday_calendars
referencing old table as changed_rows for each statement execute function sched_engine.mark_calendars_stale();
