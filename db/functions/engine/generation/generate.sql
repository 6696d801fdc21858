create or replace function sched_engine.generate(
    p_resource_ids bigint[],
    p_from date,
    p_to date,
    p_regenerate boolean default false,
    p_apply_holidays boolean default true,
    p_rewrite_past boolean default false
)
returns table (inserted bigint, updated bigint, deleted bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_started constant timestamptz := clock_timestamp();
    v_cause constant jsonb := jsonb_build_object(
        'run', case when p_regenerate then 'regenerate' else 'generate' end, 'apply_holidays', p_apply_holidays
    );
    v_range daterange;
    v_ids bigint[];
    v_step record;
    v_missing_rows bigint := 0;
begin
    perform sched_engine.check_period(p_from, p_to);
    v_range := daterange(p_from, p_to, '[]');
    v_ids := sched_engine.schedulable_resources(p_resource_ids);
    if p_regenerate then
        -- Machines that are no longer scheduled lose the rows they should not have.
        v_ids := array(
            select unnest(v_ids)
            union
            select g.resource_id from sched.generated_dates as g
            where g.dates && v_range and (p_resource_ids is null or g.resource_id = any(p_resource_ids))
            order by 1
        );
    end if;

    -- One writer at a time per resource; readers are not held up. Always in the order of ids.
    insert into sched.generated_dates (resource_id) select unnest(v_ids) on conflict do nothing;
    perform sched_engine.lock_plan(v_ids);
    perform sched_engine.ensure_chunks(p_from, p_to);

    -- Dates already generated, before the missing ones are added to them.
    if p_regenerate then
        select r.* into inserted, updated, deleted, unchanged
        from sched_engine.rebuild(v_ids, datemultirange(v_range), v_cause, p_apply_holidays, p_rewrite_past) as r;
    else
        inserted := 0;
        updated := 0;
        deleted := 0;
        select count(*) into unchanged
        from sched.equipment_schedules as s
        where s.resource_id = any(v_ids) and s.schedule_date between p_from and p_to;
    end if;

    for v_step in
        select s.*
        from sched_engine.planning_steps(
            v_ids, datemultirange(v_range), p_apply_holidays, p_rewrite_past, sched_engine.instant_of_writing()
        ) as s
        where s.is_missing
    loop
        if v_step.first_date <= sched_engine.period_lock() then
            perform sched_engine.refuse(
                'SC010',
                format('The period up to %s is locked, and the plan of %s has not been generated.',
                    sched_engine.period_lock(), v_step.first_date),
                'Start after the lock, or move the setting period_lock_date back.'
            );
        end if;
        v_missing_rows := v_missing_rows + sched_engine.write_missing(
            v_step.resource_ids, v_step.first_date, v_step.last_date, p_apply_holidays, v_step.continued_at, v_step.anew
        );
    end loop;
    inserted := inserted + v_missing_rows;
    perform sched_engine.record_generation(v_ids, datemultirange(v_range), v_missing_rows, v_cause);

    perform sched_engine.mark_generated(v_ids, v_range, p_regenerate, p_apply_holidays);
    perform sched_engine.count_generation(v_started);
    return next;
end
$$;

comment on function sched_engine.generate(bigint[], date, date, boolean, boolean, boolean) is
    'Generates the stored plan of these resources (NULL: all) for the business dates p_from to p_to, both included, in one
transaction. Without p_regenerate it fills in dates not generated yet and leaves the others alone; with it, rows that
differ are changed as well, but of shifts that have begun only what exceptions change, unless p_rewrite_past. Returns
rows written and, within the range, rows left as they were. Concurrent runs over the same resources wait for each other;
readers never wait. SC004: period. SC010: locked period.';
