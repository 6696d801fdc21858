create or replace function sched_engine.tidy_coverage()
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_days constant integer := sched_engine.setting_int('roster_retention_days', 0);
    v_before constant date := (clock_timestamp() at time zone 'UTC')::date - greatest(v_days, 365);
    v_closed bigint;
    v_open bigint;
begin
    if v_days = 0 then
        return 0;
    end if;
    -- They are not closed: nobody will ask who was there.
    delete from sched.emp_coverage_gaps as g where g.schedule_date < v_before;
    get diagnostics v_open = row_count;
    delete from sched.emp_closed_gaps as g where g.schedule_date < v_before;
    get diagnostics v_closed = row_count;
    update sched.emp_coverage_dates as d
    set dates = d.dates - datemultirange(daterange(null, v_before))
    where d.dates && daterange(null, v_before);
    return v_open + v_closed;
end
$$;

comment on function sched_engine.tidy_coverage() is
    'Removes gaps of dates more than roster_retention_days ago (0: none), with those that were closed; returns how many.';

grant execute on function sched_engine.tidy_coverage() to sched_relay;
