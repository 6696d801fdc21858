create or replace function sched_engine.compare_suggestions(p_optimization_id bigint, p_employee_ids bigint[])
returns jsonb
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
declare
    v_run sched.emp_optimizations;
    v_before jsonb;
    v_after jsonb;
    v_message text;
    v_code text;
begin
    select o.* into v_run from sched.emp_optimizations as o where o.id = p_optimization_id;
    v_before := sched_engine.roster_figures(v_run.resource_id, p_employee_ids, v_run.start_date, v_run.end_date);
    begin
        -- For real, by the way that acceptance takes, and then undone.
        insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, start_time, end_time, shift_code)
        select s.employee_id, 'extra', s.schedule_date, s.start_time, s.end_time, s.shift_code
        from sched.emp_suggestions as s
        where s.optimization_id = p_optimization_id and s.suggestion_status = 'open';
        set constraints all immediate;
        v_after := sched_engine.roster_figures(v_run.resource_id, p_employee_ids, v_run.start_date, v_run.end_date);
        raise exception using errcode = 'SCWIF', message = 'A preview is over.';
    exception when others then
        get stacked diagnostics v_code = returned_sqlstate, v_message = message_text;
        if v_code !~ '^(SC|22|23)' then
            raise;
        end if;
    end;
    set constraints all deferred;
    return jsonb_build_object('before', v_before, 'after', v_after)
        || case when v_code <> 'SCWIF' then jsonb_build_object('conflict', v_message) else '{}' end;
end
$$;

comment on function sched_engine.compare_suggestions(bigint, bigint[]) is
    'The roster as it is (before) and as it would be with the open suggestions of a run (after): see roster_figures.';
