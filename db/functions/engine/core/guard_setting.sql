create or replace function sched_engine.guard_setting()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Lowest and highest value of those numbers that have limits.
    v_limits constant jsonb := jsonb '{
        "schedule_generation_batch_size": [1, 100000], "generation_max_years": [1, 50],
        "webhook_retry_attempts": [1, 100], "rolling_horizon_months": [0, 120],
        "api_read_timeout_seconds": [1, 3600], "api_write_timeout_seconds": [1, 3600],
        "audit_log_retention_days": [365, 36500], "schedule_changes_retention_days": [30, 36500],
        "absence_retention_days": [365, 36500], "roster_retention_days": [365, 36500]
    }';
    v_may_be_zero constant boolean := new.config_key ~ '^(audit_log|schedule_changes|absence|roster)_retention_days$';
    v_low constant integer := coalesce((v_limits -> new.config_key ->> 0)::integer, 0);
    v_high constant integer := coalesce((v_limits -> new.config_key ->> 1)::integer, 2000000000);
    v_expected text;
begin
    if new.config_key = 'pattern_complexity_level' then
        new.config_value := lower(new.config_value);
    end if;
    -- A setting keeps the kind of value that it was introduced with.
    if tg_op = 'UPDATE' and new.config_value <> '' then
        v_expected := case
            when old.config_value ~ '^\d+$' and not coalesce(
                new.config_value ~ '^\d{1,10}$' and new.config_value::bigint between v_low and v_high, false
            ) and not (v_may_be_zero and new.config_value = '0')
                then format('a whole number from %s to %s', v_low, v_high) || case when v_may_be_zero then ', or 0' else '' end
            when old.config_value in ('true', 'false') and new.config_value not in ('true', 'false')
                then 'true or false'
            when old.config_key = 'period_lock_date' and new.config_value <> 'none' and not coalesce(
                new.config_value ~ '^\d{4}-\d{2}-\d{2}$' and pg_input_is_valid(new.config_value, 'sched.plan_date'), false
            ) then 'a date as YYYY-MM-DD, or none'
            when old.config_key = 'pattern_complexity_level'
                and not pg_input_is_valid(new.config_value, 'sched.complexity_level') then 'simple, advanced or expert'
        end;
    end if;
    if v_expected is not null then
        perform sched_engine.refuse('SC018',
            format('The setting %s cannot be %L.', new.config_key, left(new.config_value, 100)),
            format('It takes %s.', v_expected), new.description);
    end if;
    new.modified_at := now();
    new.modified_by := sched_engine.acting_user();
    return new;
end
$$;

comment on function sched_engine.guard_setting() is
    'Trigger: notes who set a setting last, and refuses (SC018) a value of another kind than it has or beyond its
limits.';

create or replace trigger guard_setting
before insert or update on sched.system_configuration
for each row execute function sched_engine.guard_setting();
