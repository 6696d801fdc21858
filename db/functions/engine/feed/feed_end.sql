create or replace function sched_engine.feed_end()
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select format('%s-%s-%s', c.epoch, c.transaction_id, c.id)
    from sched_engine.feed_frontier() as f
    inner join sched.schedule_changes as c on (c.epoch, c.transaction_id) < (f.epoch, f.transaction_id)
    order by c.epoch desc, c.transaction_id desc, c.id desc
    limit 1
$$;

comment on function sched_engine.feed_end() is
    'The position of the last entry of the change feed that can be read; null if there is none. A reader that takes it first,
then reads the plan, and then follows the feed from there misses nothing; what it is told twice is the same.';
