create or replace function sched_engine.emit_edit()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit constant integer := 20;
    v_pairs jsonb[];
    v_pair jsonb;
    v_event record;
begin
    -- Each trigger keeps the plan of its own branch; the others name tables that it does not have.
    case tg_op
        when 'INSERT' then
            v_pairs := array(
                select jsonb_build_object('old', null, 'new', to_jsonb(n)) from new_rows as n limit v_limit + 1
            );
        when 'DELETE' then
            v_pairs := array(
                select jsonb_build_object('old', to_jsonb(o), 'new', null) from old_rows as o limit v_limit + 1
            );
        else
            v_pairs := array(
                select jsonb_build_object('old', o.r, 'new', n.r)
                from (select to_jsonb(i) as r, row_number() over () as nr from old_rows as i) as o
                inner join (select to_jsonb(i) as r, row_number() over () as nr from new_rows as i) as n using (nr)
                where o.r - 'updated_at' <> n.r - 'updated_at'
                limit v_limit + 1
            );
    end case;
    if cardinality(v_pairs) > v_limit then
        v_event := sched_engine.edit_event(tg_table_name, v_pairs[1]);
        perform sched_engine.emit_event(v_event.event_type, null, jsonb_build_object(
            'date', null, 'old_value', null, 'new_value', null, 'truncated', true));
        return null;
    end if;
    foreach v_pair in array v_pairs loop
        v_event := sched_engine.edit_event(tg_table_name, v_pair);
        perform sched_engine.emit_event(v_event.event_type, v_event.resource_id, jsonb_build_object(
            'date', v_event.date, 'old_value', v_pair -> 'old', 'new_value', v_pair -> 'new', 'truncated', false));
    end loop;
    return null;
end
$$;

comment on function sched_engine.emit_edit() is
    'Trigger: an event for each row that people edit, with the row before and after; one for all when they are more than 20.';

create or replace trigger emit_edit_insert after insert on sched.resources referencing new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_update after update on sched.resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_delete after delete on sched.resources referencing old table as old_rows
for each statement execute function sched_engine.emit_edit();

create or replace trigger emit_edit_insert after insert on sched.resource_pattern_assignments
referencing new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_update after update on sched.resource_pattern_assignments
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_delete after delete on sched.resource_pattern_assignments
referencing old table as old_rows
for each statement execute function sched_engine.emit_edit();

create or replace trigger emit_edit_insert after insert on sched.holiday_calendars referencing new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_update after update on sched.holiday_calendars
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_delete after delete on sched.holiday_calendars referencing old table as old_rows
for each statement execute function sched_engine.emit_edit();

create or replace trigger emit_edit_insert after insert on sched.holidays referencing new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_update after update on sched.holidays
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_delete after delete on sched.holidays referencing old table as old_rows
for each statement execute function sched_engine.emit_edit();

create or replace trigger emit_edit_insert after insert on sched.resource_calendar_assignments
referencing new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_update after update on sched.resource_calendar_assignments
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_delete after delete on sched.resource_calendar_assignments
referencing old table as old_rows
for each statement execute function sched_engine.emit_edit();

create or replace trigger emit_edit_insert after insert on sched.schedule_exceptions referencing new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_update after update on sched.schedule_exceptions
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.emit_edit();
create or replace trigger emit_edit_delete after delete on sched.schedule_exceptions referencing old table as old_rows
for each statement execute function sched_engine.emit_edit();
