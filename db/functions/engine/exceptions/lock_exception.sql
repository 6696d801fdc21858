create or replace function sched_engine.lock_exception(p_exception_id bigint)
returns sched.schedule_exceptions
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_exception sched.schedule_exceptions;
begin
    perform sched_engine.check_given(p_exception_id::text, 'exception',
        'Give its number, as the list of exceptions shows it.');
    perform sched_engine.acquire_model_lock();
    select e.* into v_exception from sched.schedule_exceptions as e where e.id = p_exception_id;
    return v_exception;
end
$$;

comment on function sched_engine.lock_exception(bigint) is
    'The exception that is going to be changed, as it stands once no other transaction can change the plant; nulls when there
is none. SC016: no number is given.';
