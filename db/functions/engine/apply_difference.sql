create or replace function sched_engine.apply_difference(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean, p_cause jsonb
)
returns table (inserted bigint, updated bigint, deleted bigint)
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_stored sched.equipment_schedules[];
    v_planned sched.equipment_schedules[];
    v_both bigint;
begin
    select
        array_agg(d.stored) filter (where (d.stored).resource_id is not null),
        array_agg(d.planned) filter (where (d.planned).resource_id is not null),
        count(*) filter (where (d.stored).resource_id is not null and (d.planned).resource_id is not null)
    into v_stored, v_planned, v_both
    from sched_engine.schedule_difference(p_resource_ids, p_from, p_to, p_apply_holidays) as d;

    if v_both > 0 or v_stored is not null or v_planned is not null then
        perform sched_engine.record_changes(v_stored, v_planned, p_from, p_to, p_cause);

        delete from sched.equipment_schedules as s
        using unnest(v_stored) as o
        where s.resource_id = o.resource_id
            and s.planned_start_time = o.planned_start_time
            and s.schedule_date = o.schedule_date
            and s.schedule_date between p_from and p_to;
        insert into sched.equipment_schedules select n.* from unnest(v_planned) as n;
    end if;

    return query values (
        coalesce(cardinality(v_planned), 0) - v_both, v_both, coalesce(cardinality(v_stored), 0) - v_both
    );
end
$$;

comment on function sched_engine.apply_difference(bigint[], date, date, boolean, jsonb) is
    'Makes the stored rows of these resources and business dates what planned_segments says, touching only rows that differ,
and records each changed date in the change feed. Returns the number of rows added, changed and removed. The caller
holds the locks on sched.generated_dates.';
