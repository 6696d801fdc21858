create or replace function sched_engine.missing_chunks(p_table text, p_from date, p_to date)
returns date[]
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    -- All our partitions are 91 days long, counted from 1970-01-01.
    select coalesce(array_agg(d.day), '{}')
    from (
        select max(g.day::date) as day
        from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as g (day)
        group by floor((g.day::date - date '1970-01-01') / 91.0)
    ) as d
    where not exists (
        select from timescaledb_information.chunks as c
        where c.hypertable_schema = 'sched' and c.hypertable_name = p_table
            and d.day >= c.range_start::date and d.day < c.range_end::date
    )
$$;

comment on function sched_engine.missing_chunks(text, date, date) is
    'One date in each partition that a hypertable of schema sched lacks between p_from and p_to, both included.';
