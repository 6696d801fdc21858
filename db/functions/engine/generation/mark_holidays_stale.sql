create or replace function sched_engine.mark_holidays_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_stale(
        tg_table_name, tg_op,
        array_agg(c.id), array_agg(o.resource_id), array_agg(daterange(c.holiday_date, c.holiday_date, '[]'))
    )
    from changed_rows as c
    inner join sched_engine.calendar_observers(array(select distinct i.calendar_id from changed_rows as i)) as o
        on o.calendar_id = c.calendar_id;
    return null;
end
$$;

comment on function sched_engine.mark_holidays_stale() is
    'Trigger: marks the dates of holidays that are edited, of all that observe their calendars.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_stale_insert_new after insert on sched.holidays
referencing new table as changed_rows for each statement execute function sched_engine.mark_holidays_stale();
create or replace trigger mark_stale_update_old after update on sched.holidays
referencing old table as changed_rows for each statement execute function sched_engine.mark_holidays_stale();
create or replace trigger mark_stale_update_new after update on sched.holidays
referencing new table as changed_rows for each statement execute function sched_engine.mark_holidays_stale();
create or replace trigger mark_stale_delete_old after delete on sched.holidays
referencing old table as changed_rows for each statement execute function sched_engine.mark_holidays_stale();
