begin;
select plan(5);

select lives_ok(
    $$select sched_http.refuse_computed('v', '{"a": 1, "b": 2}', '{"a": 1, "b": 3}', '{a}')$$, 'the same'
);
select throws_ok(
    $$select sched_http.refuse_computed('v', '{"a": 1, "b": 2}', '{"a": 2, "b": 3}', '{b,a}')$$,
    '0A000', 'b, a of v is computed by the system and cannot be written.', 'another value'
);
select throws_ok(
    $$select sched_http.refuse_computed('v', '{"a": 1}', '{"a": null}', '{a}')$$, '0A000', null, 'none'
);
select lives_ok(
    $$select sched_http.refuse_computed('v', null, '{"a": null, "b": 2}', '{a}')$$, 'a new row without it'
);
select throws_ok($$select sched_http.refuse_computed('v', null, '{"a": 1}', '{a}')$$, '0A000', null, 'or with it');

select * from finish();
rollback;
