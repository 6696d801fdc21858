begin;
select plan(6);
\ir ../../small_plant.psql

-- Entries of running transactions, this one included, are held back; pretend that earlier ones made these.
insert into sched.schedule_changes (epoch, transaction_id, resource_id, change_kind, schedule_dates, changed_by)
select 1, n::text::xid8, pg_temp.id('M1'), 'generated', daterange('2030-01-01', '2030-02-01'), 'test'
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
select is(
    sched_engine.feed_end(),
    (select max(c.feed_position) from sched_engine.read_changes() as c),
    'the end is the last entry that can be read'
);
select is((select count(*) from sched_engine.read_changes(sched_engine.feed_end())), 0::bigint, 'after which comes nothing');
select throws_ok(
    $$select * from sched_engine.read_changes('yesterday')$$, 'SC004', null, 'a position is not a date'
);
select throws_ok(
    $$select * from sched_engine.read_changes('1-4-1')$$, 'SC017', null, 'an entry that is not there is a gap'
);

select * from finish();
rollback;
