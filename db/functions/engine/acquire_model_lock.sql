create or replace function sched_engine.acquire_model_lock()
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
    if nullif(current_setting('request.method', true), '') is null then
        perform pg_advisory_xact_lock(hashtextextended('sched.model', 0));
        return;
    end if;
    begin
        perform pg_advisory_xact_lock(hashtextextended('sched.model', 0));
    exception when lock_not_available or query_canceled then
        -- PostgREST would call both a fault of the server (500).
        perform sched_engine.refuse('55P03', 'Somebody else is changing the plant; this took too long to wait for.',
            'Try again.');
    end;
end
$$;

comment on function sched_engine.acquire_model_lock() is
    'Waits for all other edits of the model to commit, and holds up later ones until this transaction ends. Every edit does
so by itself (trigger lock_model); a function that locks rows before it edits calls this first, lest two of them wait for
each other for ever. A request of the HTTP API that has to wait longer than it may take is refused (55P03).';
