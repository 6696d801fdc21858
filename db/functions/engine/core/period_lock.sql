create or replace function sched_engine.period_lock()
returns date
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(
        (
            select nullif(c.config_value, 'none')::date
            from sched.system_configuration as c
            where c.config_key = 'period_lock_date' and c.is_active
        ),
        '-infinity'
    );
end
$$;

comment on function sched_engine.period_lock() is
    'Last business date whose plan may no longer change (setting period_lock_date); -infinity when there is no lock.';
