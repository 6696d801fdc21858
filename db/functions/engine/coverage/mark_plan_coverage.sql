create or replace function sched_engine.mark_plan_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 500;
    v_seen constant bigint := coalesce(nullif(current_setting('sched.coverage_plan_seen', true), ''), '0')::bigint;
    v_new record;
begin
    if not exists (select from sched.emp_requirements) then
        return null;
    end if;
    select
        count(*) as entries,
        max(c.id) as last_id,
        array_agg(distinct c.resource_id) as resource_ids,
        sched_engine.dates_period(range_merge(range_agg(c.schedule_dates))) as period,
        bool_or(c.change_kind = 'generated') as is_generated
    into v_new
    from sched.schedule_changes as c
    where c.epoch = sched_engine.feed_epoch() and c.transaction_id = pg_current_xact_id() and c.id > v_seen;
    perform set_config('sched.coverage_plan_seen', coalesce(v_new.last_id, v_seen)::text, true);
    -- Of a few entries just what became different.
    if v_new.entries <= v_most and not v_new.is_generated then
        select tstzrange(min(lower(d.period)), max(upper(d.period))) into v_new.period
        from sched.schedule_changes as c
        cross join lateral sched_engine.different_period(
            c.old_value, c.new_value, 'planned_start_time', 'planned_end_time'
        ) as d (period)
        where c.epoch = sched_engine.feed_epoch() and c.transaction_id = pg_current_xact_id() and c.id > v_seen;
    end if;
    if v_new.period is not null then
        perform sched_engine.mark_coverage(v_new.resource_ids, v_new.period);
    end if;
    return null;
end
$$;

comment on function sched_engine.mark_plan_coverage() is
    'Trigger: marks the gaps around machines whose stored plan changes, in the period in which it does.';

create or replace trigger mark_coverage after insert on sched.schedule_changes
for each statement execute function sched_engine.mark_plan_coverage();
