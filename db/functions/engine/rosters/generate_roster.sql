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
    v_epoch constant smallint := sched_engine.feed_epoch();
    v_range daterange;
    v_ids bigint[];
    v_old bigint[];
    v_new bigint[];
    v_written record;
    v_told record;
begin
    perform sched_engine.check_period(p_from, p_to);
    v_range := daterange(p_from, p_to, '[]');
    v_ids := array(
        select e.id
        from sched.emp_employees as e
        where p_employee_ids is null or e.id = any(p_employee_ids)
        order by e.id
    );
    -- An edit holds those without a roster that it concerns (mark_rosters), and may wait for one that is locked here: it goes
    -- first then.
    for v_try in 1..20 loop
        begin
            perform sched_engine.lock_rosters(v_ids);
            exit;
        exception when deadlock_detected then
            if v_try = 20 then
                raise;
            end if;
            perform pg_sleep(0.2);
        end;
    end loop;
    v_new := array(
        select g.employee_id
        from sched.emp_generated_dates as g
        where g.employee_id = any(v_ids) and not g.dates && daterange(p_from - 4, p_to + 4, '[]')
        order by g.employee_id
    );

    v_old := array(select unnest(v_ids) except select unnest(v_new) order by 1);
    select count(*) into unchanged
    from sched.emp_schedules as s
    where s.employee_id = any(v_old) and s.schedule_date between p_from and p_to;
    inserted := 0;
    updated := 0;
    deleted := 0;
    -- Some at a time, to compare in memory.
    for v_first in 1..cardinality(v_old) by 500 loop
        select * into v_written
        from sched_engine.rebuild_rosters(
            v_old[v_first:v_first + 499], datemultirange(v_range), v_cause, p_with_missing => true,
            p_anew => case when p_rewrite_past then datemultirange(v_range) else '{}' end
        );
        inserted := inserted + v_written.inserted;
        updated := updated + v_written.updated;
        deleted := deleted + v_written.deleted;
    end loop;
    unchanged := unchanged - updated - deleted;
    -- There is nothing to compare with.
    inserted := inserted + sched_engine.write_rosters(v_new, p_from, p_to);
    employees := cardinality(v_ids);

    with recorded as (
        insert into sched.emp_schedule_changes
        (epoch, changed_at, employee_id, change_kind, schedule_dates, cause, changed_by)
        select
            v_epoch, sched_engine.instant_of_writing(), g.employee_id, 'generated', d.part, v_cause,
            sched_engine.acting_user()
        from sched.emp_generated_dates as g
        cross join lateral unnest(datemultirange(v_range) - g.dates) as d (part)
        where g.employee_id = any(v_ids)
        returning *
    )

    select
        array_agg(distinct r.employee_id) as ids,
        max(r.id) as last_id
    into v_told
    from recorded as r;
    if v_told.ids is not null then
        perform sched_engine.emit_roster_change(
            v_told.ids, p_from, p_to, format('%s-%s-%s', v_epoch, pg_current_xact_id(), v_told.last_id)
        );
    end if;
    update sched.emp_generated_dates as g
    set dates = g.dates + datemultirange(v_range), last_generated_at = now()
    where g.employee_id = any(v_ids) and not g.dates @> v_range;
    return next;
end
$$;

comment on function sched_engine.generate_roster(bigint[], date, date, boolean) is
    'Generates the stored roster of these people (null: everybody) for the business dates p_from to p_to, both
included, in one transaction: dates that were not generated, and whatever differs on those that were. Shifts that have
begun stay as they are, unless p_rewrite_past; locked dates that were generated stay in any case. Returns how many
people, rows written, and rows left as they were. SC004: period.';
