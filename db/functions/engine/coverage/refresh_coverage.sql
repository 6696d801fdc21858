create or replace function sched_engine.refresh_coverage(p_requirement_ids bigint[], p_period tstzrange)
returns table (opened bigint, closed bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_gone sched.emp_coverage_gaps[];
    v_new sched.emp_coverage_gaps[];
begin
    select
        coalesce(array_agg(d.gap) filter (where d.is_stored), '{}'),
        coalesce(array_agg(d.gap) filter (where not d.is_stored), '{}')
    into v_gone, v_new
    from sched_engine.gap_differences(p_requirement_ids, lower(p_period), upper(p_period)) as d;
    delete from sched.emp_coverage_gaps as g
    using unnest(v_gone) as o
    where g.requirement_id = o.requirement_id and g.start_time = o.start_time;
    insert into sched.emp_coverage_gaps select n.* from unnest(v_new) as n;
    perform sched_engine.emit_gap_changes(v_gone, v_new);
    opened := cardinality(v_new);
    closed := cardinality(v_gone);
    return next;
end
$$;

comment on function sched_engine.refresh_coverage(bigint[], tstzrange) is
    'Makes the stored gaps of these requirements what they should be in a period, and tells the events. Returns how many
gaps came and went. The caller holds their locks (sched_engine.lock_coverage).';
