create or replace function sched_engine.close_exception(p_exception_id bigint, p_end timestamptz)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_exception constant sched.schedule_exceptions := sched_engine.lock_exception(p_exception_id);
begin
    perform sched_engine.check_given(p_end::text, 'end', 'Give the first moment back to normal.', 'SC004');
    if v_exception.is_active is not true then
        perform sched_engine.refuse(
            'SC001',
            format('There is no exception %s in force.', p_exception_id),
            'Look its number up in the list of exceptions.'
        );
    elsif p_end <= v_exception.start_datetime then
        perform sched_engine.refuse('SC004',
            format('Exception %s starts at %s and cannot end at %s.', p_exception_id,
                v_exception.start_datetime, p_end),
            'Give an end after its start, or cancel it.');
    end if;
    update sched.schedule_exceptions as e set end_datetime = p_end where e.id = p_exception_id;
end
$$;

comment on function sched_engine.close_exception(bigint, timestamptz) is
    'Gives an exception in force another end, the first instant back to normal: closes an open
one, shortens or extends any. SC001: unknown or cancelled; SC004: no end, or one not after its start; SC016: no
exception given.';
