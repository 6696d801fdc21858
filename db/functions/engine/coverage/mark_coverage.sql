create or replace function sched_engine.mark_coverage(p_resource_ids bigint[], p_period tstzrange)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_kept constant datemultirange := (select d.dates from sched.emp_coverage_dates as d);
    v_period constant tstzrange := p_period * sched_engine.dates_period(range_merge(v_kept));
begin
    if v_kept = '{}' or isempty(v_period) or p_resource_ids = '{}' then
        return;
    end if;
    insert into sched.emp_stale_coverage (resource_ids, period, traceparent)
    values (p_resource_ids, v_period, sched_engine.current_trace());
end
$$;

comment on function sched_engine.mark_coverage(bigint[], tstzrange) is
    'Marks the gaps of requirements near these resources (null: all) as out of date in a period, as far as they are kept.';
