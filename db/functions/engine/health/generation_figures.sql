create or replace function sched_engine.generation_figures()
returns table (kind text, outcome text, up_to double precision[], runs bigint[], seconds double precision)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        c.kind,
        c.outcome,
        array_agg(c.up_to order by c.up_to),
        array_agg(c.runs order by c.up_to),
        coalesce(sum(c.seconds), 0)
    from (
        select
            k.kind,
            k.outcome,
            b.up_to,
            sum(coalesce(sum(r.runs), 0)) over (partition by k.kind, k.outcome order by b.up_to)::bigint as runs,
            sum(r.seconds) as seconds
        from (values ('direct', 'completed'), ('job', 'completed'), ('job', 'failed')) as k (kind, outcome)
        cross join unnest(sched_engine.generation_bounds()) as b (up_to)
        left join sched.generation_runs as r on r.kind = k.kind and r.outcome = k.outcome and r.up_to = b.up_to
        group by k.kind, k.outcome, b.up_to
    ) as c
    group by c.kind, c.outcome
$$;

comment on function sched_engine.generation_figures() is
    'For the gauges of the relay: how many generations there have been since the database was made, by kind (direct; job: a batch
of one) and outcome; how many of them took no longer than each of these numbers of seconds; and how long all took. None that
failed without a job, for it left nothing.';

grant execute on function sched_engine.generation_figures() to sched_relay;
