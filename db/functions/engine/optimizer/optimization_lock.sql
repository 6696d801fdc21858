create or replace function sched_engine.optimization_lock()
returns integer
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select 1936029801
$$;

comment on function sched_engine.optimization_lock() is 'The class of the advisory locks that hold runs of the optimizer.';
