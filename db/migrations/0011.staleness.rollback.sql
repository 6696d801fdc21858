set local role sched_owner;

drop table sched.stale_dates cascade;
delete from sched.system_configuration
where config_key in (
    'refresh_inline_machine_days', 'rolling_horizon_months', 'period_lock_date', 'what_if_machine_days'
);
