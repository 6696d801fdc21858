begin;
select plan(2);

select is((select f.slow_statements from sched_engine.session_figures() as f), null, 'not told without the extension');
select ok(
    (select f.transaction_seconds >= 0 and f.sessions >= 0 from sched_engine.session_figures() as f), 'the others are'
);

select * from finish();
rollback;
