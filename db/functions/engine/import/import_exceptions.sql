create or replace function sched_engine.import_exceptions(p_rows jsonb)
returns table (added bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows constant jsonb := sched_engine.flat_rows(p_rows);
    v_problems jsonb := coalesce((
        select jsonb_agg(to_jsonb(c))
        from sched_engine.check_cells(
            v_rows,
            '{"resource_code": "text", "exception_type": "sched.exception_type",
            "impact_type": "sched.impact_type", "capacity_percent": "smallint",
            "start_local": "text", "description": "sched.title"}',
            '{resource_code,exception_type,start_local,description}'
        ) as c
    ), '[]');
    v_row record;
    v_resource_id bigint;
    v_column text;
    v_message text;
    v_hint text;
begin
    -- Nobody enters the same meanwhile.
    perform sched_engine.acquire_model_lock();
    added := 0;
    unchanged := 0;
    for v_row in
        select *
        from jsonb_to_recordset(v_rows) as r (
            line integer, resource_code text, exception_type text, impact_type text, capacity_percent text,
            start_local text, end_local text, description text
        )
        where not v_problems @> jsonb_build_array(jsonb_build_object('line', r.line))
        order by r.line
    loop
        begin
            perform set_config('sched.plain_errors', 'on', true);
            -- Where it goes wrong tells the column.
            v_column := 'resource_code';
            v_resource_id := sched_engine.resource_id(v_row.resource_code);
            v_column := 'start_local';
            perform sched_engine.resource_instant(v_resource_id, v_row.start_local);
            v_column := 'end_local';
            if v_row.end_local is not null then
                perform sched_engine.resource_instant(v_resource_id, v_row.end_local);
            end if;
            v_column := null;
            if sched_engine.import_exception(
                v_row.resource_code, v_row.exception_type::sched.exception_type,
                coalesce(v_row.impact_type, 'no_operation')::sched.impact_type,
                v_row.capacity_percent::smallint, v_row.start_local, v_row.end_local, v_row.description
            ) then
                added := added + 1;
            else
                unchanged := unchanged + 1;
            end if;
            perform set_config('sched.plain_errors', '', true);
        exception when sqlstate 'SC001' or sqlstate 'SC004' or sqlstate 'SC012' or sqlstate 'SC010' or check_violation then
            get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint;
            v_problems := v_problems || jsonb_build_object(
                'line', v_row.line, 'column_name', v_column, 'value', left(to_jsonb(v_row) ->> v_column, 120), 'message', v_message,
                'remedy', coalesce(nullif(v_hint, ''), 'Correct the row.')
            );
        end;
    end loop;
    if v_problems <> '[]' then
        perform sched_engine.refuse_import(v_problems);
    end if;
    return next;
end
$$;

comment on function sched_engine.import_exceptions(jsonb) is
    'Adds exceptions from a JSON array of {"line": n, "values": {column: text}} with the columns
resource_code, exception_type, impact_type, capacity_percent, start_local, end_local, description; times
as in sched_engine.resource_instant. All or nothing; counts those added, and those known already
(cancelled ones included), which are not added again. SC009: every row that is wrong.';
