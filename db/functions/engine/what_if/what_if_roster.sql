create or replace function sched_engine.what_if_roster(
    p_edit jsonb, p_from date, p_to date, p_limit integer default 100
)
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    v_ids bigint[];
    v_before sched.emp_schedules[];
    v_report jsonb;
    v_code text;
    v_message text;
    v_hint text;
begin
    perform sched_engine.check_period(p_from, p_to);
    v_ids := sched_engine.what_if_people(p_edit);
    begin
        perform set_config('sched.plain_errors', 'on', true);
        set constraints sched.refresh_at_commit deferred;
        v_before := array(
            select r::sched.emp_schedules
            from sched_engine.roster_rows(v_ids, p_from, p_to, sched_engine.current_instant()) as r
        );
        perform sched_engine.what_if_apply_roster(p_edit);
        v_report := sched_engine.what_if_roster_report(
            v_before,
            array(
                select r::sched.emp_schedules
                from sched_engine.roster_rows(v_ids, p_from, p_to, sched_engine.current_instant()) as r
            ),
            p_limit
        );
        raise exception using errcode = 'SCWIF', message = 'A preview is over.';
    exception when others then
        -- Whatever was done in this block is undone now; what its variables hold is not.
        get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_hint = pg_exception_hint;
        if v_code !~ '^(SC|22|23)' then
            raise;
        end if;
    end;
    return jsonb_build_object(
        'period', jsonb_build_object('start', p_from, 'end', p_to),
        'people', cardinality(v_ids),
        'conflict', case when v_code <> 'SCWIF' then jsonb_build_object(
            'code', v_code, 'message', v_message, 'hint', nullif(v_hint, '')
        ) end
    ) || coalesce(v_report, sched_engine.what_if_roster_report('{}', '{}', 0));
end
$$;

comment on function sched_engine.what_if_roster(jsonb, date, date, integer) is
    'What an edit would do to rosters on the business dates p_from to p_to, both included, without doing it: the edit
is made for real in a subtransaction that is rolled back, and the pure roster compared before and after. Edits are
objects:

{"kind": "absence", "employee": number, "start_date": date, "end_date": date} or with start_time and end_time
{"kind": "rotation", "team": code, "pattern": code, "cycle_offset_days": ..., "handover_minutes": ..., "works_holidays": ...}
{"kind": "membership", "employee": number, "team": code, "start_date": date}
{"kind": "change", "employee": number, "change_kind": extra, off, moved or swap, "schedule_date": date,
 "start_time": ..., "end_time": ..., "shift_minutes": ..., "taken_by": number}
{"kind": "cancel_change", "roster_change_id": number}

Returns {period, people, conflict, hours_before, hours_after, total, changes}: conflict is the error that the edit
would meet, else null; changes are the first p_limit dates of people, with their rows before and after. SC004: period.
SC008: edit. SC021: unknown.';
