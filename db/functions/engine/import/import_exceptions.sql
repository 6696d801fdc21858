create or replace function sched_engine.import_exceptions(p_rows jsonb)
returns table (added bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_rows constant jsonb := sched_engine.flat_rows(p_rows);
    -- Rows with a wrong cell, by line; they are not written.
    v_wrong constant jsonb := coalesce((
        select jsonb_object_agg(c.line, null) from sched_engine.check_exception_cells(v_rows) as c
    ), '{}');
    v_failed jsonb[] := array[]::jsonb[];
    v_row record;
    v_message text;
    v_hint text;
begin
    -- Nobody enters the same meanwhile.
    perform sched_engine.acquire_model_lock();
    perform set_config('sched.plain_errors', 'on', true);
    added := 0;
    unchanged := 0;
    for v_row in
        select *
        from jsonb_to_recordset(v_rows) as r (
            line integer, resource_code text, exception_type text, impact_type text, capacity_percent text,
            start_local text, end_local text, description text
        )
        where not v_wrong ? r.line::text
        order by r.line
    loop
        begin
            if sched_engine.import_exception(
                v_row.resource_code, v_row.exception_type::sched.exception_type,
                coalesce(v_row.impact_type, 'no_operation')::sched.impact_type,
                v_row.capacity_percent::smallint, v_row.start_local, v_row.end_local, v_row.description
            ) then
                added := added + 1;
            else
                unchanged := unchanged + 1;
            end if;
        exception when sqlstate 'SC001' or sqlstate 'SC004' or sqlstate 'SC012' or sqlstate 'SC010' or check_violation then
            get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint;
            v_failed := v_failed || jsonb_build_object(
                'line', v_row.line, 'column_name', null, 'value', null, 'message', v_message,
                'remedy', coalesce(nullif(v_hint, ''), 'Correct the row.')
            );
        end;
    end loop;
    perform set_config('sched.plain_errors', '', true);
    if v_wrong <> '{}' or v_failed <> '{}' then
        perform sched_engine.refuse_import((
            with failed as materialized (
                select (f.problem ->> 'line')::integer as line, f.problem from unnest(v_failed) as f (problem)
            ),

            -- All that is wrong with a row, not only what it failed at.
            found as materialized (
                select k.*
                from sched_engine.check_exceptions((
                    select jsonb_agg(r.row)
                    from jsonb_array_elements(v_rows) as r (row)
                    where v_wrong ? (r.row ->> 'line') or (r.row ->> 'line')::integer in (select f.line from failed as f)
                )) as k
            )

            select jsonb_agg(p.problem order by p.line, p.problem ->> 'column_name', p.problem ->> 'message')
            from (
                select k.line, to_jsonb(k) as problem from found as k
                union all
                select f.* from failed as f where f.line not in (select k.line from found as k)
            ) as p
        ));
    end if;
    return next;
end
$$;

comment on function sched_engine.import_exceptions(jsonb) is
    'Adds exceptions from a JSON array of {"line": n, "values": {column: text}} with the columns
resource_code, exception_type, impact_type, capacity_percent, start_local, end_local, description; times
as in sched_engine.resource_instant. All or nothing; counts those added, and those known already
(cancelled ones included), which are not added again. SC009: all that is wrong, also of a row with several faults, but for a
locked period and overtime of more than a day, which show when a row is written.';
