create or replace function sched_engine.coverage_figures()
returns table (missing_hours double precision, short_now bigint, waiting bigint)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := sched_engine.current_instant();
    v_until constant timestamptz := v_now + interval '7 days';
begin
    if not sched_engine.is_workforce_on() then
        return;
    end if;
    return query
    select
        coalesce(sum(
            (g.required - g.present) * sched_engine.hours(greatest(g.start_time, v_now), least(g.end_time, v_until))
        ), 0)::double precision,
        count(*) filter (where g.start_time <= v_now),
        (select count(*) from sched.emp_stale_coverage as s)
    from sched.emp_coverage_gaps as g
    where g.start_time < v_until and g.end_time > v_now;
end
$$;

comment on function sched_engine.coverage_figures() is
    'What the gauges of the relay show of coverage: person-hours missing in the next 7 days, requirements that are short now, and
edits that have not reached the gaps. No row while the workforce is off.';

grant execute on function sched_engine.coverage_figures() to sched_relay;
