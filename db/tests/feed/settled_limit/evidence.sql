begin;
select plan(7);
\ir ../../small_plant.psql

delete from sched.schedule_changes;
delete from sched.events;
select max(epoch) as now from sched.feed_epochs \gset
create function pg_temp.tell(p_transaction bigint, p_ended_before bigint) returns void language sql as $$
    insert into sched.events (event_type, epoch, transaction_id, ended_before, data)
    select 'ping', max(f.epoch), p_transaction::text::xid8, p_ended_before::text::xid8, '{}' from sched.feed_epochs as f
$$;
-- A transaction that has committed, and one that has not.
select max(c.xmin::text::bigint) as good from sched.system_configuration as c \gset
do $$
declare
    v_id text;
begin
    insert into sched.stale_dates (resource_id, dates, cause, changed_by)
    values (pg_temp.id('M1'), '[2030-01-01,2030-01-02)', '{}', 'test')
    returning xmin::text into v_id;
    raise exception '%', v_id;
exception
    when raise_exception then perform set_config('tests.aborted', sqlerrm, true);
end
$$;
select current_setting('tests.aborted')::bigint as bad \gset

select is(sched_engine.settled_limit(), '0', 'where nothing was told nothing is settled');
select pg_temp.tell(:good, :good);
select is(sched_engine.settled_limit(), (:good + 1)::text::xid8, 'all before had ended: it was told after all others');
select pg_temp.tell(:good + 1, :good);
select is(sched_engine.settled_limit(), (:good + 2)::text::xid8, 'one had not, but has committed');
update sched.feed_epochs set table_oid = 1 where epoch = :now;
select is(sched_engine.settled_limit(), (:good + 1)::text::xid8, 'perhaps after the dump that this is restored from');
update sched.feed_epochs set table_oid = tableoid where epoch = :now;
select pg_temp.tell(:bad + 1, :bad);
select is(sched_engine.settled_limit(), (:bad + 1)::text::xid8, 'one has not committed: it may have been lost');
insert into sched.schedule_changes
(epoch, transaction_id, ended_before, resource_id, change_kind, schedule_dates, changed_by)
select
    :now, (:bad + 1)::text::xid8, (:bad + 1)::text::xid8, pg_temp.id('M1'), 'generated', '[2030-01-01,2030-02-01)', 'test';
select is(sched_engine.settled_limit(), (:bad + 2)::text::xid8, 'the feed knows that it had ended');
update sched.events set ended_before = null;
select is(sched_engine.settled_limit(), (:bad + 2)::text::xid8, 'what was told before the upgrade is believed');

select * from finish();
rollback;
