begin;
select plan(3);

select is((select f.slow_statements from sched_engine.session_figures() as f), null, 'not told without the extension');
select ok(
    (select f.transaction_seconds >= 0 and f.sessions >= 0 from sched_engine.session_figures() as f), 'the others are'
);
create extension pg_stat_statements schema public;
select is(
    (select f.slow_statements is null from sched_engine.session_figures() as f),
    current_setting('pg_stat_statements.track', true) is null,
    'nor where the server was started without its library, with which they cannot be read'
);

select * from finish();
rollback;
