create or replace function sched_engine.accept_suggestions(p_optimization_id bigint, p_ids bigint[] default null)
returns table (suggestion_id bigint, suggestion_status text, reason text)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_ids bigint[];
begin
    perform sched_engine.acquire_model_lock();
    v_ids := sched_engine.open_suggestions(p_optimization_id, p_ids);
    update sched.emp_suggestions as s
    set suggestion_status = 'stale', reason = t.reason, decided_at = now(), decided_by = left(sched_engine.acting_user(), 200)
    from sched_engine.stale_suggestions(v_ids) as t
    where s.id = t.suggestion_id;
    with added as (
        insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, start_time, end_time, shift_code)
        select s.employee_id, 'extra', s.schedule_date, s.start_time, s.end_time, s.shift_code
        from sched.emp_suggestions as s
        where s.id = any(v_ids) and s.suggestion_status = 'open'
        order by s.id
        returning id, employee_id, start_time, end_time
    )

    update sched.emp_suggestions as s
    set
        suggestion_status = 'accepted', roster_change_id = a.id, decided_at = now(),
        decided_by = left(sched_engine.acting_user(), 200)
    from added as a
    where s.id = any(v_ids) and s.suggestion_status = 'open'
        and a.employee_id = s.employee_id and a.start_time = s.start_time and a.end_time = s.end_time;
    return query
    select s.id, s.suggestion_status::text, s.reason
    from sched.emp_suggestions as s
    where s.id = any(v_ids)
    order by s.start_time, s.id;
end
$$;

comment on function sched_engine.accept_suggestions(bigint, bigint[]) is
    'Puts these open suggestions of a run (null: all) into the roster, as extra shifts. Each is looked at again: one that no longer
fits becomes stale, with the reason, and the others go ahead; at commit the work rules judge them together. SC001: unknown.
SC050: a suggestion that is not open.';
