begin;
select plan(4);

select lives_ok($$select sched_engine.check_given('1', 'job', 'Do this.')$$, 'given');
select throws_ok($$select sched_engine.check_given(null, 'job', 'Do this.')$$, 'SC016', 'No job is given.', 'not given');
select is(
    array(
        select p.oid::regprocedure::text from pg_proc as p
        where p.pronamespace = any('{sched_engine,sched_http,api_v1,sched_oee}'::regnamespace[])
            and p.prosrc like '%(none)%'
    ),
    '{}'::text[], 'no message prints something in the place of nothing'
);
select throws_ok(
    $$select sched_engine.check_visible(array[null::bigint])$$, 'SC016', 'The id of a resource is not given.', 'null among others'
);

select * from finish();
rollback;
