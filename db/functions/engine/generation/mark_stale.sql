create or replace function sched_engine.mark_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_cause constant jsonb := jsonb_build_object('table', tg_table_name, 'action', tg_op);
    -- What has begun is finished as planned: only shifts to come follow, of dates from three before today's on.
    v_open constant daterange := daterange(
        (sched_engine.current_instant() at time zone 'UTC' - interval '12 hours')::date - 3, null
    );
    -- A shift may run into the next date, or be moved by one more: what changes on a date may show two dates around.
    v_edits constant text := case tg_table_name
        when 'resource_pattern_assignments' then
            'select c.resource_id, daterange(c.effective_date - 2, c.end_date + 2, ''[]'') as dates, c.id'
            ' from changed_rows as c'
        when 'resource_calendar_assignments' then
            'select c.resource_id, daterange(null, null) as dates, c.calendar_id as id from changed_rows as c'
        when 'holidays' then
            'select o.resource_id, daterange(c.holiday_date, c.holiday_date, ''[]'') as dates, c.id from changed_rows as c'
            ' inner join sched_engine.calendar_observers(array(select distinct i.calendar_id from changed_rows as i)) as o'
            ' on o.calendar_id = c.calendar_id'
        when 'holiday_calendars' then
            'select r.id as resource_id, daterange(null, null) as dates, c.id from changed_rows as c'
            ' cross join sched.resources as r where c.is_default and r.parent_resource_id is null'
        when 'operating_patterns' then
            'select a.resource_id, daterange(a.effective_date - 2, a.end_date + 2, ''[]'') as dates, c.id'
            ' from changed_rows as c inner join sched.resource_pattern_assignments as a on a.pattern_id = c.id'
        when 'resources' then
            'select c.id as resource_id, daterange(null, null) as dates, c.id'
            ' from new_rows as c inner join old_rows as o on o.id = c.id'
            ' where (o.path_ids, o.time_zone, o.requires_scheduling, o.is_active)'
            ' is distinct from (c.path_ids, c.time_zone, c.requires_scheduling, c.is_active)'
    end;
begin
    execute format(
        'insert into sched.stale_dates (resource_id, dates, cause, changed_by) '
        'select e.resource_id, unnest(range_agg(e.dates * $3)), $1 || jsonb_build_object(''ids'', jsonb_agg(distinct e.id)), $2 '
        'from (%s) as e inner join sched.resources as r on r.id = e.resource_id group by e.resource_id',
        v_edits
    ) using v_cause, sched_engine.acting_user(), v_open;
    return null;
end
$$;

comment on function sched_engine.mark_stale() is
    'Trigger: marks the resources and business dates whose plan an edit may change, in sched.stale_dates. Exceptions have
mark_exceptions_stale.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_stale_update_new after update on sched.operating_patterns
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();

create or replace trigger mark_stale_insert_new after insert on sched.resource_pattern_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_update_old after update on sched.resource_pattern_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_update_new after update on sched.resource_pattern_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_delete_old after delete on sched.resource_pattern_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_stale();

create or replace trigger mark_stale_insert_new after insert on sched.holiday_calendars
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_update_old after update on sched.holiday_calendars
referencing old table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_update_new after update on sched.holiday_calendars
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_delete_old after delete on sched.holiday_calendars
referencing old table as changed_rows for each statement execute function sched_engine.mark_stale();

create or replace trigger mark_stale_insert_new after insert on sched.holidays
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_update_old after update on sched.holidays
referencing old table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_update_new after update on sched.holidays
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_delete_old after delete on sched.holidays
referencing old table as changed_rows for each statement execute function sched_engine.mark_stale();

create or replace trigger mark_stale_insert_new after insert on sched.resource_calendar_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_update_old after update on sched.resource_calendar_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_update_new after update on sched.resource_calendar_assignments
referencing new table as changed_rows for each statement execute function sched_engine.mark_stale();
create or replace trigger mark_stale_delete_old after delete on sched.resource_calendar_assignments
referencing old table as changed_rows for each statement execute function sched_engine.mark_stale();

create or replace trigger mark_stale
after update on sched.resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_stale();
