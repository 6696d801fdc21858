create or replace function sched_engine.rebuild_rosters(
    p_employee_ids bigint[], p_dates datemultirange, p_cause jsonb,
    p_with_missing boolean default false, p_anew datemultirange default '{}'
)
returns table (inserted bigint, updated bigint, deleted bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_differences sched_engine.roster_difference[];
begin
    if cardinality(p_employee_ids) > 50 then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
    end if;
    v_differences := nullif(array(
        select d::sched_engine.roster_difference
        from sched_engine.roster_differences(
            p_employee_ids, p_dates, p_with_missing, sched_engine.instant_of_writing(), p_anew
        ) as d
    ), '{}');
    select
        count(*) filter (where (d.stored).employee_id is null),
        count(*) filter (where (d.stored).employee_id is not null and (d.planned).employee_id is not null),
        count(*) filter (where (d.planned).employee_id is null)
    into inserted, updated, deleted
    from unnest(v_differences) as d;

    if v_differences is not null then
        perform sched_engine.record_roster_changes(v_differences, p_cause);
        perform sched_engine.delete_roster_rows(v_differences);
        insert into sched.emp_schedules
        select (d.planned).* from unnest(v_differences) as d where (d.planned).employee_id is not null;
    end if;
    return next;
end
$$;

comment on function sched_engine.rebuild_rosters(bigint[], datemultirange, jsonb, boolean, datemultirange) is
    'Makes the stored roster of these people what it should be on these business dates, touching only rows that differ,
and tells the feed. Returns the number of rows added, changed and removed. The caller holds the locks
(sched_engine.lock_rosters).';
