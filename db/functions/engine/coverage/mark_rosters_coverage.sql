create or replace function sched_engine.mark_rosters_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 500;
    v_seen constant bigint := coalesce(nullif(current_setting('sched.coverage_roster_seen', true), ''), '0')::bigint;
    v_new record;
    v_more datemultirange;
    v_period tstzrange;
    v_team_ids bigint[];
begin
    select
        count(*) as entries,
        max(c.id) as last_id,
        array_agg(distinct c.employee_id) as employee_ids,
        range_merge(range_agg(c.schedule_dates)) as dates,
        range_agg(c.schedule_dates) filter (where c.change_kind = 'generated') as generated
    into v_new
    from sched.emp_schedule_changes as c
    where c.epoch = sched_engine.feed_epoch() and c.transaction_id = pg_current_xact_id() and c.id > v_seen;
    if v_new.entries = 0 then
        return null;
    end if;
    perform set_config('sched.coverage_roster_seen', v_new.last_id::text, true);
    v_more := v_new.generated - (select d.dates from sched.emp_coverage_dates as d);
    if v_more <> '{}' then
        update sched.emp_coverage_dates as d set dates = d.dates + v_new.generated;
    end if;
    if not exists (select from sched.emp_requirements) then
        return null;
    end if;
    -- On dates that are kept from now on, people are missing everywhere.
    if v_more <> '{}' then
        perform sched_engine.mark_coverage(null, sched_engine.dates_period(range_merge(v_more)));
    end if;
    -- Of a few entries just what became different.
    if v_new.generated is null and v_new.entries <= v_most then
        select tstzrange(min(lower(d.period)), max(upper(d.period))) into v_period
        from sched.emp_schedule_changes as c
        cross join lateral sched_engine.different_period(
            c.old_value, c.new_value, 'shift_start_time', 'shift_end_time'
        ) as d (period)
        where c.epoch = sched_engine.feed_epoch() and c.transaction_id = pg_current_xact_id() and c.id > v_seen;
    else
        v_period := sched_engine.dates_period(v_new.dates);
    end if;
    if v_period is null then
        return null;
    end if;
    -- Also of the teams whose shifts they had.
    v_team_ids := array(
        select distinct (r.row_value ->> 'team_id')::bigint
        from sched.emp_schedule_changes as c
        cross join lateral jsonb_array_elements(c.old_value) as r (row_value)
        where c.epoch = sched_engine.feed_epoch() and c.transaction_id = pg_current_xact_id() and c.id > v_seen
            and r.row_value ? 'team_id'
    );
    perform sched_engine.mark_coverage(
        sched_engine.sites_of_people(v_new.employee_ids, v_team_ids, lower(v_new.dates), upper(v_new.dates) - 1), v_period
    );
    return null;
end
$$;

comment on function sched_engine.mark_rosters_coverage() is
    'Trigger: marks the gaps around people whose stored roster changes, in the period in which it does.';

create or replace trigger mark_coverage after insert on sched.emp_schedule_changes
for each statement execute function sched_engine.mark_rosters_coverage();
