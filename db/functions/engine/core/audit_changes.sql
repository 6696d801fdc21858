-- Per statement, not per row: an import of 10,000 rows writes its audit in one insert.
create or replace function sched_engine.audit_changes()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret constant text[] := array['secret', 'previous_secret', 'key_hash'];
    v_hides constant boolean := tg_table_name in ('webhook_subscriptions', 'emp_employees', 'emp_absences');
    v_key constant text[] := tg_argv[0]::text[];
    v_by constant text := sched_engine.acting_user();
begin
    -- What is past its retention is not kept here instead.
    if v_hides and current_setting('sched.tidying', true) = 'on' then
        return null;
    end if;
    -- Each trigger keeps the plan of its own branch; the others name tables that it does not have.
    case tg_op
        when 'INSERT' then
            insert into sched.audit_log (table_name, record_id, action, changed_by, new_values, ip_address)
            select tg_table_name, sched_engine.audit_key(n.r, v_key), tg_op, v_by,
                case when v_hides then sched_engine.hide_values(tg_table_name, n.r) else n.r end, inet_client_addr()
            from (select to_jsonb(i) - v_secret as r from new_rows as i) as n;
        when 'DELETE' then
            insert into sched.audit_log (table_name, record_id, action, changed_by, old_values, ip_address)
            select tg_table_name, sched_engine.audit_key(o.r, v_key), tg_op, v_by,
                case when v_hides then sched_engine.hide_values(tg_table_name, o.r) else o.r end, inet_client_addr()
            from (select to_jsonb(i) - v_secret as r from old_rows as i) as o;
        else
            insert into sched.audit_log (table_name, record_id, action, changed_by, old_values, new_values, ip_address)
            select tg_table_name, sched_engine.audit_key(c.n, v_key), tg_op, v_by,
                case when v_hides then sched_engine.hide_values(tg_table_name, c.o) else c.o end - v_secret,
                case when v_hides then sched_engine.hide_values(tg_table_name, c.n) else c.n end - v_secret,
                inet_client_addr()
            -- Side by side without a join: the plan is kept, and made for as many rows as the first statement had.
            from unnest(
                (select array_agg(to_jsonb(i)) from old_rows as i), (select array_agg(to_jsonb(i)) from new_rows as i)
            ) as c (o, n)
            -- That there is an entry must not tell that a hidden value was another one.
            where c.o - 'updated_at' <> c.n - 'updated_at' or tg_table_name = 'emp_absences';
    end case;
    return null;
end
$$;

comment on function sched_engine.audit_changes() is
    'Trigger: records every changed row of a statement in sched.audit_log. Argument: the key columns, as a text array.
Secrets and what headers say are left out, and so is what people are called and why they are absent. Security definer,
because whoever may edit a table through a view may not write the log directly.';

create or replace trigger audit_insert after insert on sched.resources
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.resources
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.operating_patterns
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.operating_patterns
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.operating_patterns
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.pattern_rules
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.pattern_rules
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.pattern_rules
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.resource_pattern_assignments
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.resource_pattern_assignments
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.resource_pattern_assignments
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.schedule_exceptions
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.schedule_exceptions
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.schedule_exceptions
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.holiday_calendars
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.holiday_calendars
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.holiday_calendars
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.holidays
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.holidays
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.holidays
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.resource_calendar_assignments
referencing new table as new_rows
for each statement execute function sched_engine.audit_changes('{resource_id,calendar_id}');
create or replace trigger audit_update after update on sched.resource_calendar_assignments
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{resource_id,calendar_id}');
create or replace trigger audit_delete after delete on sched.resource_calendar_assignments
referencing old table as old_rows
for each statement execute function sched_engine.audit_changes('{resource_id,calendar_id}');

create or replace trigger audit_insert after insert on sched.system_configuration
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{config_key}');
create or replace trigger audit_update after update on sched.system_configuration
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{config_key}');
create or replace trigger audit_delete after delete on sched.system_configuration
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{config_key}');

create or replace trigger audit_insert after insert on sched.api_keys
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.api_keys
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.api_keys
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.webhook_subscriptions
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.webhook_subscriptions
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.webhook_subscriptions
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_departments
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_departments
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_departments
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_positions
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_positions
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_positions
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_employees
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_employees
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_employees
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_resource_qualifications
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_resource_qualifications
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_resource_qualifications
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_teams
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_teams
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_teams
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_team_assignments
referencing new table as new_rows
for each statement execute function sched_engine.audit_changes('{employee_id,team_id,start_date}');
create or replace trigger audit_update after update on sched.emp_team_assignments
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{employee_id,team_id,start_date}');
create or replace trigger audit_delete after delete on sched.emp_team_assignments
referencing old table as old_rows
for each statement execute function sched_engine.audit_changes('{employee_id,team_id,start_date}');

create or replace trigger audit_insert after insert on sched.emp_team_resources
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_team_resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_team_resources
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_resource_assignments
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_resource_assignments
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_resource_assignments
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_absences
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_absences
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_absences
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_roster_changes
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_roster_changes
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_roster_changes
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_requirements
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_requirements
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_requirements
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_work_rules
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_work_rules
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_work_rules
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');

create or replace trigger audit_insert after insert on sched.emp_shift_offers
referencing new table as new_rows for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_update after update on sched.emp_shift_offers
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.audit_changes('{id}');
create or replace trigger audit_delete after delete on sched.emp_shift_offers
referencing old table as old_rows for each statement execute function sched_engine.audit_changes('{id}');
