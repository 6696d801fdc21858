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

do $$
declare
    v_table text;
    v_event text;
begin
    foreach v_table in array array[
        'resources', 'resource_pattern_assignments', 'holiday_calendars', 'holidays', 'resource_calendar_assignments',
        'schedule_exceptions'
    ] loop
        foreach v_event in array array['insert', 'update', 'delete'] loop
            execute format(
                'create or replace trigger emit_edit_%1$s after %1$s on sched.%2$I referencing %3$s '
                'for each statement execute function sched_engine.emit_edit()',
                v_event, v_table,
                case v_event
                    when 'insert' then 'new table as new_rows'
                    when 'delete' then 'old table as old_rows'
                    else 'old table as old_rows new table as new_rows'
                end
            );
        end loop;
    end loop;
end
$$;
