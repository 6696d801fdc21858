-- A database restored elsewhere keeps its positions, although transaction ids start anew.
begin;
select plan(5);
\ir ../../small_plant.psql

-- What another cluster left, with transactions that this one has not reached.
update sched.feed_epochs set system_identifier = 1;
insert into sched.schedule_changes
(epoch, transaction_id, ended_before, resource_id, change_kind, schedule_dates, changed_by)
select 1, t.xid, t.xid, pg_temp.id('M1'), 'generated', daterange('2030-01-01', '2030-02-01'), 'test'
from generate_series(1, 3) as n
cross join lateral (values ((n::text || '000000000000')::xid8)) as t (xid);
create temporary table followed as select c.feed_position from sched_engine.read_changes() as c;

select is((select count(*) from followed), 3::bigint, 'all of it can be read at once');
select is(sched_engine.feed_epoch(), 2::smallint, 'the first change here begins an epoch');
select is(sched_engine.feed_epoch(), 2::smallint, 'once');
insert into sched.schedule_changes (epoch, transaction_id, resource_id, change_kind, schedule_dates, changed_by)
values (2, '3', pg_temp.id('M1'), 'generated', daterange('2030-02-01', '2030-03-01'), 'test');
select is(
    (select count(*) from sched_engine.read_changes((select max(f.feed_position) from followed as f))),
    1::bigint,
    'and comes after all that was there'
);
update sched.feed_epochs set system_identifier = 1 where epoch = 2;
select is(sched_engine.feed_epoch(), 3::smallint, 'back where it was is another epoch again');

select * from finish();
rollback;
