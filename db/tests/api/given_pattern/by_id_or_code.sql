begin;
select plan(6);

select
    sched_engine.pattern_id('TWO_SHIFT') as one,
    sched_engine.pattern_id('DAY_ONLY') as two \gset

select is(sched_http.given_pattern(:one, null), :one::bigint, 'by its id');
select is(sched_http.given_pattern(null, 'TWO_SHIFT'), :one::bigint, 'by its code');
select is(sched_http.given_pattern(:two, 'TWO_SHIFT', :two, 'TWO_SHIFT'), :two::bigint, 'as it was');
select is(sched_http.given_pattern(:two, 'TWO_SHIFT', :two, 'OLD'), :one::bigint, 'what stays says nothing');
select throws_ok(
    format('select sched_http.given_pattern(%s, ''TWO_SHIFT'')', :two), 'SC016',
    format('pattern_id %s and pattern_code ''TWO_SHIFT'' are two patterns.', :two), 'two of them'
);
select throws_ok('select sched_http.given_pattern(-1, null)', 'SC001', 'There is no pattern with the id -1.', 'none');

select * from finish();
rollback;
