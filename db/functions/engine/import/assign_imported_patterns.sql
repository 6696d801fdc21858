create or replace function sched_engine.assign_imported_patterns(p_changes jsonb)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_change record;
    v_problems jsonb := jsonb_build_array();
    v_message text;
    v_hint text;
begin
    -- Where something may have to make way, one by one ...
    for v_change in
        select c.*, p.pattern_code
        from jsonb_to_recordset(p_changes) as c (
            line integer, resource_id bigint, pattern_id bigint, pattern_from date
        )
        inner join sched.operating_patterns as p on p.id = c.pattern_id
        where exists (
            select from sched.resource_pattern_assignments as a where a.resource_id = c.resource_id
        )
        order by c.line
    loop
        begin
            perform set_config('sched.plain_errors', 'on', true);
            perform sched_engine.assign_pattern(
                v_change.resource_id, v_change.pattern_id, v_change.pattern_from, null, 'Imported'
            );
            perform set_config('sched.plain_errors', '', true);
        exception when sqlstate 'SC004' or sqlstate 'SC005' or sqlstate 'SC010' then
            get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint;
            v_problems := v_problems || jsonb_build_object(
                'line', v_change.line, 'column_name', 'pattern_code',
                'value', v_change.pattern_code,
                'message', v_message, 'remedy', v_hint
            );
        end;
    end loop;

    -- ... and the rest, as a rule all of them, at once.
    insert into sched.resource_pattern_assignments
    (resource_id, pattern_id, effective_date, assigned_by, notes)
    select
        r.id,
        c.pattern_id,
        c.pattern_from,
        sched_engine.acting_user(),
        'Imported'
    from jsonb_to_recordset(p_changes) as c (resource_code text, pattern_id bigint, pattern_from date)
    inner join sched.resources as r on r.resource_code = c.resource_code
    where c.pattern_id is not null and not exists (
        select from sched.resource_pattern_assignments as a where a.resource_id = r.id
    );
    return v_problems;
end
$$;

comment on function sched_engine.assign_imported_patterns(jsonb) is
    'Assigns the patterns of rows of sched_engine.plant_changes, as sched_engine.assign_pattern does.
Returns those it refuses, as problems for sched_engine.refuse_import.';
