create or replace function sched_engine.acquire_model_lock()
returns void
language sql
volatile
set search_path = ''
as $$
    select pg_advisory_xact_lock(hashtextextended('sched.model', 0))
$$;

comment on function sched_engine.acquire_model_lock() is
    'Waits for all other edits of the model to commit, and holds up later ones until this transaction ends. Every edit does
so by itself (trigger lock_model); a function that locks rows before it edits calls this first, lest two of them wait for
each other for ever.';
