-- Of the transactions 11 and 12 the second ended first, and the first was lost by a recovery to the moment between.
-- Readers that have seen 12 have seen 11.
begin;
select plan(16);
\ir ../../small_plant.psql

select max(epoch) as now from sched.feed_epochs \gset
insert into sched.schedule_changes
(epoch, transaction_id, ended_before, resource_id, change_kind, schedule_dates, changed_by)
select :now, n::text::xid8, least(n, 11)::text::xid8, pg_temp.id('M1'), 'generated', '[2030-01-01,2030-02-01)', 'test'
from unnest('{9,10,12}'::int[]) as n;
delete from sched.events;
insert into sched.events (event_type, epoch, transaction_id, ended_before, data)
select 'ping', :now, n::text::xid8, least(n, 11)::text::xid8, jsonb_build_object('nr', n)
from unnest('{9,10,12}'::int[]) as n;
select id as event from sched.events where transaction_id = '12' \gset
select
    array_agg(format('%s-%s-%s', c.epoch, c.transaction_id, c.id) order by c.id) as entries
from sched.schedule_changes as c \gset
select
    array_agg(format('%s-%s-%s', e.epoch, e.transaction_id, e.id) order by e.id) as events
from sched.events as e \gset
-- A dump: in this cluster nobody knows how transaction 11 ended.
update sched.feed_epochs set table_oid = 1;

select is(sched_engine.feed_end(), (:'entries'::text[])[2], 'what is uncertain is held back');
select is((select count(*) from sched_engine.read_changes()), 2::bigint, 'from all readers');
select is(sched_engine.events_end(), (:'events'::text[])[2], 'of events too');
select is((select count(*) from sched_engine.read_events(null)), 2::bigint, 'from all of them');
select lives_ok(
    format('select * from sched_engine.read_changes(%L)', (:'entries'::text[])[2]), 'who was before it goes on'
);
select throws_ok(
    format('select * from sched_engine.read_changes(%L)', (:'entries'::text[])[3]), 'SC017', null, 'who was there is told'
);
select throws_ok(
    format('select * from sched_engine.read_events(%L)', (:'events'::text[])[3]), 'SC017', null, 'as is who listens'
);

select is(sched_engine.feed_epoch(), (:now + 1)::smallint, 'an epoch begins');
select results_eq(
    $$select c.epoch, c.transaction_id from sched.schedule_changes as c order by c.id$$,
    format(
        $$values (%1$s::smallint, '9'::xid8), (%1$s::smallint, '10'), (%2$s::smallint, pg_current_xact_id())$$,
        :now, :now + 1
    ),
    'in which it is told'
);
select results_eq(
    $$select e.epoch, e.transaction_id from sched.events as e order by e.id$$,
    format(
        $$values (%1$s::smallint, '9'::xid8), (%1$s::smallint, '10'), (%2$s::smallint, pg_current_xact_id())$$,
        :now, :now + 1
    ),
    'and the event'
);
select is((select e.id from sched.events as e where e.epoch = :now + 1), :event::bigint, 'which stays what it was');
select is((select e.data ->> 'nr' from sched.events as e where e.epoch = :now + 1), '12', 'in every respect');
select throws_ok(
    format('select * from sched_engine.read_changes(%L)', (:'entries'::text[])[3]), 'SC017', null,
    'who was there is told now as well'
);
select throws_ok(
    format('select * from sched_engine.read_events(%L)', (:'events'::text[])[3]), 'SC017', null, 'as is who listens'
);
select lives_ok(
    format('select * from sched_engine.read_changes(%L)', (:'entries'::text[])[2]), 'who was before it goes on'
);
select lives_ok(format('select * from sched_engine.read_events(%L)', (:'events'::text[])[2]), 'and goes on listening');

select * from finish();
rollback;
