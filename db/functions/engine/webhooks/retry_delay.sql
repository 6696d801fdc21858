create or replace function sched_engine.retry_delay(p_attempts integer)
returns interval
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    -- Sums up to more than 75 hours; jitter only adds, so that it stays so.
    select d.delay * (1 + random() * 0.2)
    from (
        select (array['5 s', '5 min', '30 min', '2 h', '5 h', '10 h', '14 h', '20 h', '24 h'])[least(p_attempts, 9)]::interval
    ) as d (delay)
$$;

comment on function sched_engine.retry_delay(integer) is
    'How long to wait after the attempt of this number (from 1) has failed.';
