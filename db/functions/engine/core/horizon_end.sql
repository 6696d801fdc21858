create or replace function sched_engine.horizon_end(p_months integer default null)
returns date
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select (
        date_trunc('month', sched_engine.current_instant()::date)
        + make_interval(months => 1 + coalesce(p_months, sched_engine.setting_int('rolling_horizon_months', 12)))
    )::date - 1
$$;

comment on function sched_engine.horizon_end(integer) is
    'The last date of the rolling horizon: the end of the month that is p_months (null: rolling_horizon_months) ahead.';
