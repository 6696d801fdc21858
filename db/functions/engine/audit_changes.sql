-- Per statement, not per row: an import of 10,000 rows writes its audit in one insert.
create or replace function sched_engine.audit_changes()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_secret constant text[] := array['secret', 'previous_secret', 'key_hash'];
    v_has_headers constant boolean := tg_table_name = 'webhook_subscriptions';
    v_key constant text[] := tg_argv[0]::text[];
    v_by constant text := sched_engine.acting_user();
begin
    -- Each trigger keeps the plan of its own branch; the others name tables that it does not have.
    case tg_op
        when 'INSERT' then
            insert into sched.audit_log (table_name, record_id, action, changed_by, new_values, ip_address)
            select tg_table_name, sched_engine.audit_key(n.r, v_key), tg_op, v_by,
                case when v_has_headers then sched_engine.hide_headers(n.r) else n.r end, inet_client_addr()
            from (select to_jsonb(i) - v_secret as r from new_rows as i) as n;
        when 'DELETE' then
            insert into sched.audit_log (table_name, record_id, action, changed_by, old_values, ip_address)
            select tg_table_name, sched_engine.audit_key(o.r, v_key), tg_op, v_by,
                case when v_has_headers then sched_engine.hide_headers(o.r) else o.r end, inet_client_addr()
            from (select to_jsonb(i) - v_secret as r from old_rows as i) as o;
        else
            insert into sched.audit_log (table_name, record_id, action, changed_by, old_values, new_values, ip_address)
            select tg_table_name, sched_engine.audit_key(n.r, v_key), tg_op, v_by,
                case when v_has_headers then sched_engine.hide_headers(o.r) else o.r end - v_secret,
                case when v_has_headers then sched_engine.hide_headers(n.r) else n.r end - v_secret,
                inet_client_addr()
            from (select to_jsonb(i) as r, row_number() over () as nr from old_rows as i) as o
            inner join (select to_jsonb(i) as r, row_number() over () as nr from new_rows as i) as n using (nr)
            where o.r - 'updated_at' <> n.r - 'updated_at';
    end case;
    return null;
end
$$;

comment on function sched_engine.audit_changes() is
    'Trigger: records every changed row of a statement in sched.audit_log. Argument: the key columns, as a text array.
Secrets and what headers say are left out. Security definer, because whoever may edit a table through a view may not write
the log directly.';

do $$
declare
    v_table text;
    v_key text;
    v_event text;
begin
    for v_table, v_key in values
        ('resources', '{id}'), ('operating_patterns', '{id}'), ('pattern_rules', '{id}'),
        ('resource_pattern_assignments', '{id}'), ('schedule_exceptions', '{id}'),
        ('holiday_calendars', '{id}'), ('holidays', '{id}'),
        ('resource_calendar_assignments', '{resource_id,calendar_id}'), ('system_configuration', '{config_key}'),
        ('api_keys', '{id}'), ('webhook_subscriptions', '{id}'),
        ('emp_departments', '{id}'), ('emp_positions', '{id}'), ('emp_employees', '{id}'),
        ('emp_resource_qualifications', '{id}'), ('emp_teams', '{id}'),
        ('emp_team_assignments', '{employee_id,team_id,start_date}')
    loop
        foreach v_event in array array['insert', 'update', 'delete'] loop
            execute format(
                'create or replace trigger audit_%1$s after %1$s on sched.%2$I referencing %3$s '
                'for each statement execute function sched_engine.audit_changes(%4$L)',
                v_event, v_table,
                case v_event
                    when 'insert' then 'new table as new_rows'
                    when 'delete' then 'old table as old_rows'
                    else 'old table as old_rows new table as new_rows'
                end,
                v_key
            );
        end loop;
    end loop;
end
$$;
