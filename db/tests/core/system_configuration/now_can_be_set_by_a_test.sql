begin;
select plan(3);

select is(sched_engine.current_instant(), now(), 'the present');
set local sched.now = '2031-05-01 12:00+02';
select is(sched_engine.current_instant(), timestamptz '2031-05-01 10:00+00', 'what a test says');
set local sched.now = '';
select is(sched_engine.current_instant(), now(), 'the present again');

select * from finish();
rollback;
