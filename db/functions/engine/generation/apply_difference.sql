create or replace function sched_engine.apply_difference(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean, p_cause jsonb,
    p_now timestamptz, p_anew datemultirange
)
returns table (inserted bigint, updated bigint, deleted bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set plan_cache_mode = 'force_generic_plan'
set enable_mergejoin = 'on'
as $$
declare
    v_ids bigint[] := p_resource_ids;
    v_equal bigint[];
    v_equal_rows bigint := 0;
    v_changes sched_engine.row_change[];
    v_told sched_engine.row_change[];
begin
    -- For many machines a plan for just these pays; for a few, making one would cost more than running it.
    if cardinality(p_resource_ids) > 50 then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
        -- planned_segments is estimated low, and would be sorted to be merged; hashing takes half the time.
        perform set_config('enable_mergejoin', 'off', true);
        -- Most runs find most machines as they should be, which takes half the time of a comparison row by row.
        if p_now is null then
            select coalesce(array_agg(u.resource_id), '{}'), coalesce(sum(u.row_count), 0)
            into v_equal, v_equal_rows
            from sched_engine.unchanged_machines(p_resource_ids, p_from, p_to, p_apply_holidays) as u;
            v_ids := array(select unnest(p_resource_ids) except select unnest(v_equal) order by 1);
        end if;
    end if;

    select
        array_agg(c.change) filter (where c.is_different),
        array_agg(c.change) filter (where c.is_told),
        count(*)
    into v_changes, v_told, unchanged
    from sched_engine.schedule_comparison(v_ids, p_from, p_to, p_apply_holidays, p_now, p_anew) as c
    where v_ids <> '{}';

    select
        w.*,
        v_equal_rows + unchanged - coalesce(cardinality(v_told), 0)
    into inserted, updated, deleted, unchanged
    from sched_engine.write_changes(v_changes, v_told, p_from, p_to, p_cause) as w;
    return next;
end
$$;

comment on function sched_engine.apply_difference(
    bigint[], date, date, boolean, jsonb, timestamptz, datemultirange
) is
    'Makes the stored rows of these resources and business dates what planned_rows says, touching only rows that differ,
and records each changed date in the change feed. Returns the number of rows that readers see added, changed, removed and
left alone. The caller holds the locks on sched.generated_dates.';
