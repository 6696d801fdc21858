create or replace function sched_engine.events_end()
returns text
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        (
            select format('%s-%s-%s', e.epoch, e.transaction_id, e.id)
            from sched_engine.feed_frontier() as f
            inner join sched.events as e on (e.epoch, e.transaction_id) < (f.epoch, f.transaction_id)
            order by e.epoch desc, e.transaction_id desc, e.id desc
            limit 1
        ),
        '0-0-0'
    )
$$;

comment on function sched_engine.events_end() is
    'The position of the last event that can be read.';

grant execute on function sched_engine.events_end() to sched_relay;
