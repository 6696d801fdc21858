create or replace function sched_engine.tidy_generation_runs()
returns bigint
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    with taken as (
        delete from sched.generation_runs as d
        where d.id = any(array(
            select r.id
            from sched.generation_runs as r
            order by r.id
            limit 5000
            for update skip locked
        ))
        returning d.*
    ),

    added as (
        insert into sched.generation_runs (kind, outcome, up_to, runs, seconds)
        select
            t.kind,
            t.outcome,
            t.up_to,
            sum(t.runs),
            sum(t.seconds)
        from taken as t
        group by t.kind, t.outcome, t.up_to
        returning 1
    )

    select (select count(*) from taken) - (select count(*) from added)
$$;

comment on function sched_engine.tidy_generation_runs() is
    'Adds up rows of sched.generation_runs, at most 5000 of them, the oldest. Returns how many fewer there are: call it until it
is none. Safe at any time, and concurrently; readers see the same sums before and after.';

grant execute on function sched_engine.tidy_generation_runs() to sched_relay;
