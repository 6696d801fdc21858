create or replace function sched_engine.what_if(
    p_edit jsonb, p_from date default null, p_to date default null, p_limit integer default 100
)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set timezone = 'UTC'
as $$
declare
    v_edit constant jsonb := sched_engine.what_if_read(p_edit);
    v_ids constant bigint[] := sched_engine.what_if_machines(v_edit);
    v_period constant daterange := sched_engine.what_if_period(v_edit, cardinality(v_ids), p_from, p_to);
    v_from constant date := lower(v_period);
    v_to constant date := upper(v_period) - 1;
    v_before sched.equipment_schedules[];
    v_changes sched_engine.row_change[];
    v_report jsonb;
    v_code text;
    v_message text;
    v_detail text;
    v_hint text;
begin
    begin
        -- No other edit between the two looks at the plan, and no refresh, whatever the session has set.
        perform sched_engine.acquire_model_lock();
        perform set_config('sched.plain_errors', 'on', true);
        set constraints sched.refresh_at_commit deferred;

        v_before := array(select b from sched_engine.what_if_plan(v_ids, v_from, v_to) as b);
        perform sched_engine.what_if_apply(v_edit);
        select array_agg(row(
            case when b.resource_id is not null then b end, case when a.resource_id is not null then a end
        )::sched_engine.row_change)
        into v_changes
        from unnest(v_before) as b
        full join sched_engine.what_if_plan(v_ids, v_from, v_to) as a
            on a.resource_id = b.resource_id
            and a.planned_start_time = b.planned_start_time
            and a.schedule_date = b.schedule_date
        where a is distinct from b;

        v_report := sched_engine.what_if_report(v_changes, p_limit);
        raise exception using errcode = 'SCWIF', message = 'A preview is over.';
    exception when others then
        -- Whatever was done in this block is undone now; what its variables hold is not.
        get stacked diagnostics
            v_code = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail,
            v_hint = pg_exception_hint;
        if v_code !~ '^(SC|22|23)' then
            raise;
        end if;
    end;

    return jsonb_build_object(
        'period', jsonb_build_object('start', v_from, 'end', v_to),
        'machine_count', cardinality(v_ids),
        'conflict', case when v_code <> 'SCWIF' then jsonb_build_object(
            'code', v_code, 'message', v_message, 'detail', nullif(v_detail, ''), 'hint', nullif(v_hint, '')
        ) end
    ) || coalesce(v_report, sched_engine.what_if_report('{}', 0));
end
$$;

comment on function sched_engine.what_if(jsonb, date, date, integer) is
    'What an edit of the model would do to the plan of the business dates p_from to p_to, both included,
without doing it: the edit is made for real, by the function that makes it otherwise, in a
subtransaction that is rolled back. Edits are objects:

{"kind": "assign", "resource": code, "pattern": code, "from": date, "to": date}
{"kind": "unassign", "resource": code, "from": date}
{"kind": "exception", "resource": code, "type": ..., "start": local time, "end": ..., "impact": ...,
 "capacity_percent": ..., "recurrence_rule": ..., "shift_minutes": ..., "shift_code": ...}
{"kind": "edit_exception", "exception_id": number, "changes": {as edit_exception takes them}}
{"kind": "restore_exception", "exception_id": number}
{"kind": "cancel_exception", "exception_id": number}
{"kind": "undo_assignment", "resource": code}
{"kind": "holiday", "calendar": code, "date": date, "from_time": ..., "to_time": ..., "working": boolean}
{"kind": "remove_holiday", "calendar": code, "date": date, "name": ...}, or by its "holiday_id"
{"kind": "calendars", "resource": code, "calendars": [codes, in order of priority]}
{"kind": "pattern_rules", "pattern": code, "rules": [as create_pattern takes them], "cycle_days": number,
 "resource": code, "from": date, "to": date}

A pattern that does not exist yet is created, and one that is given a resource assigned to it. Instead
of codes, ids: resource_id, pattern_id, calendar_id, calendar_ids. Returns {period, machine_count,
conflict, total, machines, shifts, changes}: conflict is the error {code, message, detail, hint} that
the edit would meet, else null; changes are the first p_limit rows by date. Other edits wait meanwhile.
SC001: unknown. SC004: period. SC008: edit. For the hours see what_if_report.';
