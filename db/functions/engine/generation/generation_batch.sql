create or replace function sched_engine.generation_batch(p_from date, p_to date)
returns integer
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select least(
        sched_engine.setting_int('schedule_generation_batch_size', 1000),
        greatest(20, 400000 / (greatest(p_to - p_from, 0) + 1))
    )
$$;

comment on function sched_engine.generation_batch(date, date) is
    'Machines that are generated in one transaction: the setting schedule_generation_batch_size, fewer when the period is
longer than a year, so that a batch takes seconds.';
