create or replace function sched_engine.import_exceptions(p_rows jsonb)
returns table (added bigint, unchanged bigint)
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_row record;
    v_resource_id bigint;
    v_start timestamptz;
    v_end timestamptz;
    v_impact sched.impact_type;
    v_problems text[] := '{}';
    v_problem text;
    v_hint text;
begin
    added := 0;
    unchanged := 0;
    for v_row in
        select * from jsonb_to_recordset(p_rows) as r (
            line integer, resource_code text, exception_type text, impact_type text, capacity_percent text,
            start_local text, end_local text, description text
        )
    loop
        begin
            v_resource_id := sched_engine.resource_id(v_row.resource_code);
            v_start := sched_engine.resource_instant(v_resource_id, v_row.start_local);
            v_end := case
                when nullif(v_row.end_local, '') is not null
                    then sched_engine.resource_instant(v_resource_id, v_row.end_local)
            end;
            v_impact := coalesce(nullif(v_row.impact_type, ''), 'no_operation');
            if exists (
                select from sched.schedule_exceptions as e
                where e.resource_id = v_resource_id and e.exception_type::text = v_row.exception_type
                    and e.start_datetime = v_start and e.end_datetime is not distinct from v_end
                    and e.impact_type = v_impact and e.description = v_row.description
            ) then
                unchanged := unchanged + 1;
            else
                perform sched_engine.add_exception(
                    v_resource_id, v_row.exception_type::sched.exception_type, v_start, v_end,
                    v_row.description, v_impact, nullif(v_row.capacity_percent, '')::smallint
                );
                added := added + 1;
            end if;
        exception when others then
            get stacked diagnostics v_problem = message_text, v_hint = pg_exception_hint;
            v_problems := v_problems || concat_ws(' ', 'line', v_row.line || ':', v_problem, v_hint);
        end;
    end loop;

    if v_problems <> '{}' then
        raise exception using
            errcode = 'SC009',
            message = format('Nothing was imported: %s of %s rows are wrong.', cardinality(v_problems),
                jsonb_array_length(p_rows)),
            detail = array_to_string(v_problems, '; '),
            hint = 'Correct these rows and import the file again.';
    end if;
    return next;
end
$$;

comment on function sched_engine.import_exceptions(jsonb) is
    'Adds exceptions from a JSON array of {line, resource_code, exception_type, impact_type,
capacity_percent, start_local, end_local, description}; times as in sched_engine.resource_instant. All or
nothing: SC009 names every wrong row. One that is known already, cancelled ones included, is not added
again.';
