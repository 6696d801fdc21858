create or replace function sched_engine.cancel_exception(p_exception_id bigint)
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
            'Look its number up in the list of exceptions.'
        );
    end if;
    update sched.schedule_exceptions as e set is_active = false where e.id = p_exception_id and v_active;
    return v_active;
end
$$;

comment on function sched_engine.cancel_exception(bigint) is
    'Cancels an exception; it is kept as evidence. False when it was cancelled already.
SC001: unknown; SC016: not given.';
