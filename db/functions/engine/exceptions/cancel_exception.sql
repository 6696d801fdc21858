create or replace function sched_engine.cancel_exception(p_exception_id bigint)
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
            'Look its number up in the list of exceptions.'
        );
    end if;
    update sched.schedule_exceptions as e set is_active = false where e.id = p_exception_id and v_exception.is_active;
    return v_exception.is_active;
end
$$;

comment on function sched_engine.cancel_exception(bigint) is
    'Cancels an exception; it is kept as evidence. False when it was cancelled already.
SC001: unknown; SC016: not given.';
