create or replace function sched_engine.import_rules(p_rows jsonb)
returns table (inserted bigint, updated bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_row jsonb;
    v_line integer := 0;
    v_old jsonb;
    v_new sched.emp_work_rules;
    v_code text;
    v_message text;
    v_hint text;
begin
    inserted := 0;
    updated := 0;
    unchanged := 0;
    for v_row in select r.value from jsonb_array_elements(p_rows) as r loop
        v_line := v_line + 1;
        begin
            perform set_config('sched.plain_errors', 'on', true);
            v_old := (
                select to_jsonb(w) from sched.emp_work_rules as w where w.rule_code = btrim(v_row ->> 'rule_code')
            );
            v_new := sched_engine.rule_of_cells(v_old, v_row);
            if v_old is null then
                insert into sched.emp_work_rules (
                    rule_code, rule_name, rule_set, rule_measure, rule_operator, limit_value, window_hours,
                    window_is_rolling, anchor_date, anchor_time, averaged_over_days, night_start, night_end, severity,
                    resource_id, position_id, start_date, end_date, source, is_active
                )
                values (
                    v_new.rule_code, v_new.rule_name, v_new.rule_set, v_new.rule_measure, v_new.rule_operator,
                    v_new.limit_value, v_new.window_hours, v_new.window_is_rolling, v_new.anchor_date,
                    v_new.anchor_time, v_new.averaged_over_days, v_new.night_start, v_new.night_end, v_new.severity,
                    v_new.resource_id, v_new.position_id, v_new.start_date, v_new.end_date, v_new.source,
                    v_new.is_active
                );
                inserted := inserted + 1;
            elsif v_old = to_jsonb(v_new) then
                unchanged := unchanged + 1;
            else
                update sched.emp_work_rules as w
                set
                    rule_name = v_new.rule_name,
                    rule_set = v_new.rule_set,
                    rule_measure = v_new.rule_measure,
                    rule_operator = v_new.rule_operator,
                    limit_value = v_new.limit_value,
                    window_hours = v_new.window_hours,
                    window_is_rolling = v_new.window_is_rolling,
                    anchor_date = v_new.anchor_date,
                    anchor_time = v_new.anchor_time,
                    averaged_over_days = v_new.averaged_over_days,
                    night_start = v_new.night_start,
                    night_end = v_new.night_end,
                    severity = v_new.severity,
                    resource_id = v_new.resource_id,
                    position_id = v_new.position_id,
                    start_date = v_new.start_date,
                    end_date = v_new.end_date,
                    source = v_new.source,
                    is_active = v_new.is_active
                where w.id = v_new.id;
                updated := updated + 1;
            end if;
            perform set_config('sched.plain_errors', '', true);
        exception when others then
            get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_hint = pg_exception_hint;
            if v_code !~ '^(SC|22|23)' then
                raise;
            end if;
            perform set_config('sched.plain_errors', '', true);
            perform sched_engine.refuse(v_code, case
                when jsonb_array_length(p_rows) = 1 then v_message
                else format('Row %s, %s: %s', v_line, coalesce(nullif(v_row ->> 'rule_code', ''), 'no code'), v_message)
            end, nullif(v_hint, ''));
        end;
    end loop;
    return next;
end
$$;

comment on function sched_engine.import_rules(jsonb) is
    'Adds and changes work rules from rows of text, by code: an empty cell is none (where a rule has a default, that), what a row
does not name stays. All of them or none; where there are several, an error names the row. Returns how many.';
