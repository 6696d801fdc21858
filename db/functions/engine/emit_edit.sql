create or replace function sched_engine.emit_edit()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
    v_limit constant integer := 20;
    v_rows constant text := case tg_op
        when 'INSERT' then 'select null::jsonb as old_row, to_jsonb(n) as new_row from new_rows as n'
        when 'DELETE' then 'select to_jsonb(o) as old_row, null::jsonb as new_row from old_rows as o'
        else 'select o.r as old_row, n.r as new_row'
            || ' from (select to_jsonb(i) as r, row_number() over () as nr from old_rows as i) as o'
            || ' inner join (select to_jsonb(i) as r, row_number() over () as nr from new_rows as i) as n using (nr)'
            || ' where o.r - ''updated_at'' <> n.r - ''updated_at'''
    end;
    v_pairs jsonb[];
    v_pair jsonb;
    v_event record;
begin
    execute format(
        'select array(select jsonb_build_object(''old'', p.old_row, ''new'', p.new_row) from (%s) as p limit $1)', v_rows
    ) into v_pairs using v_limit + 1;
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
