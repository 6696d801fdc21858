create or replace function sched_engine.set_absence_status(p_absence_id bigint, p_status sched.absence_status)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_status sched.absence_status;
begin
    perform sched_engine.acquire_model_lock();
    select a.absence_status into v_status from sched.emp_absences as a where a.id = p_absence_id for update;
    if not found then
        perform sched_engine.refuse('SC001', format('There is no absence %s.', p_absence_id),
            'List them with: sched absences list');
    end if;
    update sched.emp_absences as a
    set absence_status = p_status
    where a.id = p_absence_id and a.absence_status <> p_status;
    return v_status <> p_status;
end
$$;

comment on function sched_engine.set_absence_status(bigint, sched.absence_status) is
    'Approves or cancels an absence; false when it was that before. SC001: there is none with this id.';
