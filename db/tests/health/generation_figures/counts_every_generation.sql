begin;
select plan(8);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
delete from sched.generation_runs;
create function pg_temp.counted() returns text language sql as $$
    select string_agg(format('%s %s %s', f.kind, f.outcome, f.runs[cardinality(f.runs)]), ', ' order by f.kind, f.outcome)
    from sched_engine.generation_figures() as f
$$;

select is(pg_temp.counted(), 'direct completed 0, job completed 0, job failed 0', 'there were none');
select inserted from sched_engine.generate(null, '2025-03-10', '2025-03-14') \gset
select inserted from sched_engine.generate(null, '2025-03-10', '2025-03-14') \gset
select throws_ok($$select sched_engine.generate(null, '2025-03-14', '2025-03-10')$$, 'SC004');
select is(pg_temp.counted(), 'direct completed 2, job completed 0, job failed 0', 'also one that found nothing to do');

select sched_engine.create_generation_job(null, '2025-02-10', '2025-02-14', p_batch => 1) as job \gset
update sched.system_configuration set config_value = '2025-03-31' where config_key = 'period_lock_date';
do $$
begin
    for v_step in 1..4 loop
        perform sched_engine.run_job_batch();
    end loop;
end
$$;
select is(pg_temp.counted(), 'direct completed 2, job completed 0, job failed 1', 'a batch that failed');
update sched.system_configuration set config_value = 'none' where config_key = 'period_lock_date';
select sched_engine.retry_job(:job);
do $$
begin
    for v_step in 1..4 loop
        perform sched_engine.run_job_batch();
    end loop;
end
$$;
select is(pg_temp.counted(), 'direct completed 2, job completed 2, job failed 1', 'and its batches when the cause is gone');

insert into sched.generation_runs (kind, outcome, up_to, runs, seconds)
values ('direct', 'completed', 60, 3, 150), ('direct', 'completed', 'Infinity', 1, 7000);
create temporary table before_tidying as select f.* from sched_engine.generation_figures() as f;
select is(
    (
        select array_agg(f.runs[n.nr] order by n.nr)
        from before_tidying as f
        cross join lateral unnest(f.up_to) with ordinality as n (up_to, nr)
        where f.kind = 'direct' and n.up_to in (30, 60, 600, 'Infinity')
    ),
    array[2, 5, 5, 6]::bigint[], 'how many took at most so long'
);
do $$
begin
    while sched_engine.tidy_generation_runs() > 0 loop
    end loop;
end
$$;
select results_eq(
    'select f.kind, f.outcome, f.up_to, f.runs, round(f.seconds) from sched_engine.generation_figures() as f order by 1, 2',
    'select f.kind, f.outcome, f.up_to, f.runs, round(f.seconds) from before_tidying as f order by 1, 2', 'added up they say the same'
);
select is(
    (select max(r.n) from (select count(*) as n from sched.generation_runs group by kind, outcome, up_to) as r), 1::bigint,
    'in fewer rows'
);

select * from finish();
rollback;
