create or replace function sched_engine.acquire_model_lock()
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_is_request constant boolean := nullif(current_setting('request.method', true), '') is not null;
    v_has_planned constant boolean := nullif(current_setting('sched.plan_locked_through', true), '') is not null;
    v_timeout constant text := current_setting('lock_timeout');
begin
    if not v_is_request and not v_has_planned then
        perform pg_advisory_xact_lock(hashtextextended('sched.model', 0));
        return;
    end if;
    begin
        if v_has_planned then
            perform set_config('lock_timeout', sched_engine.lock_patience()::text, true);
        end if;
        perform pg_advisory_xact_lock(hashtextextended('sched.model', 0));
        perform set_config('lock_timeout', v_timeout, true);
    exception when lock_not_available or query_canceled then
        if v_has_planned and sqlstate = '55P03' then
            perform sched_engine.refuse(
                '55P03',
                'Somebody else is changing the plant, and this transaction, which has generated before it edits, does '
                'not wait for long.',
                'Edit first and generate then, or do so in two transactions; or try again.'
            );
        elsif not v_is_request then
            raise;
        end if;
        -- PostgREST would call both a fault of the server (500).
        perform sched_engine.refuse('55P03', 'Somebody else is changing the plant; this took too long to wait for.',
            'Try again.');
    end;
end
$$;

comment on function sched_engine.acquire_model_lock() is
    'Waits for all other edits of the model to commit, and holds up later ones until this transaction ends. Every edit does
so by itself (trigger lock_model); a function that locks rows before it edits calls this first, lest two of them wait for
each other for ever. A transaction that has locked a plan (sched_engine.lock_plan) waits for a moment only and is refused
then (55P03), because the edit waited for may need that plan. So is a request of the HTTP API that has to wait longer than
it may take.';
