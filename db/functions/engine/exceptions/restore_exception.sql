create or replace function sched_engine.restore_exception(p_exception_id bigint)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_active boolean;
begin
    perform sched_engine.check_given(p_exception_id::text, 'exception',
        'Give its number, as the list of exceptions shows it.');
    perform sched_engine.acquire_model_lock();
    select e.is_active into v_active
    from sched.schedule_exceptions as e
    where e.id = p_exception_id;
    if not found then
        perform sched_engine.refuse(
            'SC001',
            format('There is no exception %s.', p_exception_id),
            'Look its number up in the list of all exceptions.'
        );
    end if;
    update sched.schedule_exceptions as e set is_active = true where e.id = p_exception_id and not v_active;
    return not v_active;
end
$$;

comment on function sched_engine.restore_exception(bigint) is
    'Takes the cancelling of an exception back: it is in force again, as it was. False when it was not cancelled. SC001:
unknown. SC010: locked period.';
