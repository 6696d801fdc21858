create or replace function sched_engine.generate_roster(
    p_employee_ids bigint[], p_from date, p_to date, p_rewrite_past boolean default false
)
returns table (employees integer, inserted bigint, updated bigint, deleted bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_custom_plan'
as $$
declare
    v_cause constant jsonb := jsonb '{"run": "generate"}';
    v_range daterange;
    v_ids bigint[];
    v_new bigint[];
    v_rows bigint := 0;
begin
    perform sched_engine.check_period(p_from, p_to);
    v_range := daterange(p_from, p_to, '[]');
    v_ids := array(
        select e.id
        from sched.emp_employees as e
        where p_employee_ids is null or e.id = any(p_employee_ids)
        order by e.id
    );
    perform sched_engine.lock_rosters(v_ids);
    v_new := array(
        select g.employee_id
        from sched.emp_generated_dates as g
        where g.employee_id = any(v_ids) and not g.dates && daterange(p_from - 4, p_to + 4, '[]')
        order by g.employee_id
    );

    select r.* into inserted, updated, deleted, unchanged
    from sched_engine.rebuild_rosters(
        array(select unnest(v_ids) except select unnest(v_new)), datemultirange(v_range), v_cause,
        p_with_missing => true,
        p_anew => case when p_rewrite_past then datemultirange(v_range) else '{}' end
    ) as r;
    -- There is nothing to compare with.
    insert into sched.emp_schedules
    select r.* from sched_engine.roster_rows(v_new, p_from, p_to) as r;
    get diagnostics v_rows = row_count;
    inserted := inserted + v_rows;
    employees := cardinality(v_ids);

    insert into sched.emp_schedule_changes
    (epoch, changed_at, employee_id, change_kind, schedule_dates, cause, changed_by)
    select
        sched_engine.feed_epoch(), sched_engine.instant_of_writing(), g.employee_id, 'generated', d.part, v_cause,
        sched_engine.acting_user()
    from sched.emp_generated_dates as g
    cross join lateral unnest(datemultirange(v_range) - g.dates) as d (part)
    where g.employee_id = any(v_ids);
    update sched.emp_generated_dates as g
    set dates = g.dates + datemultirange(v_range), last_generated_at = now()
    where g.employee_id = any(v_ids) and not g.dates @> v_range;
    return next;
end
$$;

comment on function sched_engine.generate_roster(bigint[], date, date, boolean) is
    'Generates the stored roster of these people (null: everybody) for the business dates p_from to p_to, both included, in one
transaction: dates that were not generated, and whatever differs on those that were. Shifts that have begun stay as they are,
unless p_rewrite_past; locked dates that were generated stay in any case. Returns how many people, rows written, and rows left
as they were. SC004: period.';
