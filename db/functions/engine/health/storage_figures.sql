create or replace function sched_engine.storage_figures()
returns table (hypertable text, chunks bigint, bytes bigint)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        h.hypertable_name::text,
        count(i.inhrelid),
        (coalesce(sum(pg_total_relation_size(i.inhrelid)), 0) + pg_total_relation_size(c.oid))::bigint
    from timescaledb_information.hypertables as h
    inner join pg_class as c on c.oid = format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass
    left join pg_inherits as i on i.inhparent = c.oid
    where h.hypertable_schema = 'sched'
    group by h.hypertable_name, c.oid
    order by h.hypertable_name
$$;

comment on function sched_engine.storage_figures() is
    'For the gauges of the relay: how many chunks each hypertable has, and how many bytes these take with their indexes.';

grant execute on function sched_engine.storage_figures() to sched_relay;
