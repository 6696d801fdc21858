create or replace function sched_engine.feed_epoch()
returns smallint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_latest record;
begin
    select l.epoch, l.is_over into v_latest from sched_engine.latest_epoch as l;
    while v_latest.is_over is distinct from false loop
        -- The first to notice begins an epoch, others wait for it.
        perform sched_engine.begin_feed_epoch();
        select l.epoch, l.is_over into v_latest from sched_engine.latest_epoch as l;
    end loop;
    return v_latest.epoch;
end
$$;

comment on function sched_engine.feed_epoch() is
    'The epoch of change feed entries and events written now. After a restore, a recovery or a promotion it begins a new one.
Call it before ids are drawn for them, because those of a new epoch are others.';

grant execute on function sched_engine.feed_epoch() to sched_relay;
