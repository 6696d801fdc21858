create or replace function sched_engine.ensure_chunks(p_from date, p_to date)
returns integer
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_missing date[];
begin
    -- One date in each partition that does not exist yet; partitions are counted in days from 1970-01-01.
    select coalesce(array_agg(d.day), '{}') into v_missing
    from (
        select min(g.day::date) as day
        from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as g (day)
        group by floor((g.day::date - date '1970-01-01') / 91.0)
    ) as d
    where not exists (
        select from timescaledb_information.chunks as c
        where c.hypertable_schema = 'sched' and c.hypertable_name = 'equipment_schedules'
            and d.day >= c.range_start::date and d.day < c.range_end::date
    );

    -- A row written and removed leaves its chunk behind.
    insert into sched.equipment_schedules
    (resource_id, planned_start_time, planned_end_time, schedule_date, schedule_status, capacity_percent)
    select 0, d.day, d.day + 1, d.day, 'shutdown', 0
    from unnest(v_missing) as d (day);
    delete from sched.equipment_schedules as s where s.resource_id = 0 and s.schedule_date = any(v_missing);
    return cardinality(v_missing);
end
$$;

comment on function sched_engine.ensure_chunks(date, date) is
    'Creates the partitions for these business dates, and returns how many were missing. Call it in a transaction of its own
before a large generation: a partition that is created but not yet committed makes all other writers of new
partitions wait.';
