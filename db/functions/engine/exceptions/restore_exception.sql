create or replace function sched_engine.restore_exception(p_exception_id bigint)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_exception constant sched.schedule_exceptions := sched_engine.lock_exception(p_exception_id);
begin
    if v_exception.id is null then
        perform sched_engine.refuse(
            'SC001',
            format('There is no exception %s.', p_exception_id),
            'Look its number up in the list of all exceptions.'
        );
    end if;
    update sched.schedule_exceptions as e set is_active = true where e.id = p_exception_id and not v_exception.is_active;
    return not v_exception.is_active;
end
$$;

comment on function sched_engine.restore_exception(bigint) is
    'Takes the cancelling of an exception back: it is in force again, as it was. False when it was not cancelled. SC001:
unknown. SC010: locked period.';
