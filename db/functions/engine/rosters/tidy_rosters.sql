create or replace function sched_engine.tidy_rosters()
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 20;
    v_days constant integer := sched_engine.setting_int('roster_retention_days', 0);
    v_before constant date := (clock_timestamp() at time zone 'UTC')::date - greatest(v_days, 365);
    v_ids bigint[];
begin
    -- One is enough.
    if v_days = 0 or not pg_try_advisory_xact_lock(hashtextextended('sched.tidy_rosters', 0)) then
        return 0;
    end if;

    -- Whoever writes a roster has locked this row; the next time it is free.
    v_ids := array(
        select g.employee_id
        from sched.emp_generated_dates as g
        where g.dates && daterange(null, v_before)
        order by g.employee_id
        limit v_most
        for update skip locked
    );
    delete from sched.emp_schedules as s where s.employee_id = any(v_ids) and s.schedule_date < v_before;
    delete from sched.emp_schedule_changes as c
    where c.employee_id = any(v_ids) and upper(c.schedule_dates) <= v_before;
    update sched.emp_generated_dates as g
    set dates = g.dates - datemultirange(daterange(null, v_before))
    where g.employee_id = any(v_ids);
    return cardinality(v_ids);
end
$$;

comment on function sched_engine.tidy_rosters() is
    'Removes the roster of dates more than roster_retention_days ago (0: none), with its entries of the change feed: of
at most 20 people, so that no transaction is long; returns of how many. Call it until it finds none; safe at any time,
and concurrently.';

grant execute on function sched_engine.tidy_rosters() to sched_relay;
