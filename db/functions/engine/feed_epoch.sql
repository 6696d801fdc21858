create or replace function sched_engine.feed_epoch()
returns smallint
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_cluster constant bigint := (select c.system_identifier from pg_catalog.pg_control_system() as c);
    v_last sched.feed_epochs;
begin
    select e.* into v_last from sched.feed_epochs as e order by e.epoch desc limit 1;
    while v_last.system_identifier is distinct from v_cluster loop
        -- Restored into another cluster; the first to notice begins an epoch, others wait for it.
        insert into sched.feed_epochs (epoch, system_identifier)
        values (coalesce(v_last.epoch, 0) + 1, v_cluster)
        on conflict do nothing;
        select e.* into v_last from sched.feed_epochs as e order by e.epoch desc limit 1;
    end loop;
    return v_last.epoch;
end
$$;

comment on function sched_engine.feed_epoch() is
    'The epoch of change feed entries written now. A database that has been restored into another cluster, where
transaction ids start anew, begins a new one.';
