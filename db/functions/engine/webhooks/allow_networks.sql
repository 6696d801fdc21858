create or replace function sched_engine.allow_networks(p_networks cidr[])
returns void
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    delete from sched.relay_networks as n where n.network <> all(p_networks);
    insert into sched.relay_networks (network)
    select distinct g.network from unnest(p_networks) as g (network)
    on conflict do nothing
$$;

comment on function sched_engine.allow_networks(cidr[]) is
    'Stores which networks that are not public webhooks may go to; the relay calls it when it starts. Security definer, because
it may do nothing else to that table.';

grant execute on function sched_engine.allow_networks(cidr[]) to sched_relay;
