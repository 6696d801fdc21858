create or replace function sched_engine.may_wait_for_model()
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 6;
begin
    for v_seat in 1 .. v_most loop
        if pg_try_advisory_xact_lock(hashtextextended('sched.model.waiting', v_seat)) then
            return true;
        end if;
    end loop;
    return false;
end
$$;

comment on function sched_engine.may_wait_for_model() is
    'Takes one of the few seats, until the end of the transaction, for those that wait for an edit of somebody else on a
shared connection; false when all are taken. Each of them keeps a connection that readers need, too.';
