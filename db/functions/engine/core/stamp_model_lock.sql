-- Inlined, because every edit does it. Shared: nobody ever waits for it.
create or replace function sched_engine.stamp_model_lock()
returns void
language sql
volatile
as $$
    select pg_advisory_xact_lock_shared(
        hashtext('sched.model.since'), ceil(extract(epoch from clock_timestamp()))::integer
    )
$$;

comment on function sched_engine.stamp_model_lock() is
    'Tells others since when this transaction has been changing the plant, by an advisory lock whose key is the time (whole
seconds since 1970): one that has waited for its turn is older than that.';
