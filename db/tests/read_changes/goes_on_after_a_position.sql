begin;
select plan(3);
\ir ../small_plant.psql

-- Entries of running transactions, this one included, are held back; pretend that an earlier one made these.
insert into sched.schedule_changes (transaction_id, resource_id, change_kind, schedule_dates, changed_by)
select n::text::xid8, pg_temp.id('M1'), 'generated', daterange('2030-01-01', '2030-02-01'), 'test'
from generate_series(3, 7) as n;

select is((select count(*) from sched_engine.read_changes(null, 3)), 3::bigint, 'so many at a time');
select is(
    (
        select count(*)
        from sched_engine.read_changes((select max(c.feed_position) from sched_engine.read_changes(null, 3) as c), 100)
    ),
    2::bigint,
    'then the rest'
);
select throws_ok(
    $$select * from sched_engine.read_changes('yesterday')$$, 'SC004', null, 'a position is not a date'
);

select * from finish();
rollback;
