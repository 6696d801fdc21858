begin;
select plan(6);

set local deadlock_timeout = '1s';
select is(sched_engine.lock_patience(), 500, 'half of deadlock_timeout');
set local deadlock_timeout = '200ms';
select is(sched_engine.lock_patience(), 100, 'whatever it is');
set local deadlock_timeout = '1min';
select is(sched_engine.lock_patience(), 500, 'but no longer than half a second');
set local lock_timeout = '30s';
select is(sched_engine.lock_patience(), 500, 'a longer lock_timeout changes nothing');
set local lock_timeout = '20ms';
select is(sched_engine.lock_patience(), 20, 'a shorter one does');
set local deadlock_timeout = '1ms';
select is(sched_engine.lock_patience(), 1, 'never 0, which would be for ever');

select * from finish();
rollback;
