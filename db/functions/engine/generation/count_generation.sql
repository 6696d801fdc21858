create or replace function sched_engine.count_generation(p_began timestamptz, p_outcome text default 'completed')
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    insert into sched.generation_runs (kind, outcome, up_to, seconds)
    select
        case when current_setting('sched.generating', true) = 'job' then 'job' else 'direct' end,
        p_outcome,
        (select min(b.up_to) from unnest(sched_engine.generation_bounds()) as b (up_to) where b.up_to >= t.seconds),
        t.seconds
    -- The clock may be set back.
    from greatest(extract(epoch from clock_timestamp() - p_began), 0) as t (seconds)
$$;

comment on function sched_engine.count_generation(timestamptz, text) is
    'Counts a generation of some machines, which ends now, in sched.generation_runs: completed or failed; of a job when the setting
sched.generating says so.';
