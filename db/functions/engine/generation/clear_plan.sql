create or replace function sched_engine.clear_plan(
    p_resource_ids bigint[], p_from date, p_to date, p_rewrite_past boolean default false
)
returns table (deleted bigint, resource_count bigint, first_date date, last_date date)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lock constant date := sched_engine.period_lock();
    v_epoch constant smallint := sched_engine.feed_epoch();
begin
    perform sched_engine.check_period(p_from, p_to);
    if p_from <= v_lock then
        perform sched_engine.refuse('SC010', format('The period up to %s is locked.', v_lock),
            'Start after the lock, or move the setting period_lock_date back.');
    end if;
    -- One writer at a time per resource; always in the order of ids.
    perform sched_engine.lock_plan(p_resource_ids);

    first_date := p_from;
    last_date := p_to;
    if not p_rewrite_past then
        first_date := greatest(p_from, sched_engine.last_begun_date() + 1);
        -- Moved by a day, a shift of the next date may have begun.
        if exists (
            select from sched_engine.stored_shifts(p_resource_ids, first_date, first_date) as s
            where s.start_time < sched_engine.instant_of_writing()
        ) then
            first_date := first_date + 1;
        end if;
    end if;
    if first_date > last_date then
        return query select 0::bigint, 0::bigint, null::date, null::date;
        return;
    end if;

    insert into sched.schedule_changes
    (epoch, changed_at, resource_id, change_kind, schedule_dates, old_value, new_value, cause, changed_by)
    select
        v_epoch,
        sched_engine.instant_of_writing(),
        s.resource_id,
        'changed',
        daterange(s.schedule_date, s.schedule_date, '[]'),
        jsonb_agg(sched_engine.row_json(s::sched.equipment_schedules) order by s.planned_start_time),
        '[]',
        jsonb_build_object('run', 'clear'),
        sched_engine.acting_user()
    from sched.equipment_schedules as s
    where s.resource_id = any(p_resource_ids) and s.schedule_date between first_date and last_date
    group by s.resource_id, s.schedule_date
    order by s.resource_id, s.schedule_date;

    delete from sched.equipment_schedules as s
    where s.resource_id = any(p_resource_ids) and s.schedule_date between first_date and last_date;
    get diagnostics deleted = row_count;
    if deleted > 0 then
        perform sched_engine.emit_schedule_changes(null, p_resource_ids, first_date, last_date, null);
    end if;
    update sched.generated_dates as g
    set
        dates = g.dates - datemultirange(daterange(first_date, last_date, '[]')),
        dates_without_holidays = g.dates_without_holidays - datemultirange(daterange(first_date, last_date, '[]'))
    where g.resource_id = any(p_resource_ids) and g.dates && daterange(first_date, last_date, '[]');
    get diagnostics resource_count = row_count;
    return next;
end
$$;

comment on function sched_engine.clear_plan(bigint[], date, date, boolean) is
    'Removes the stored plan of these resources for the business dates p_from to p_to, both included: they are not generated any
more. Dates on which a shift may have begun are kept, as evidence, unless p_rewrite_past; first_date and last_date are what
was cleared, null when nothing was to be. The change feed keeps the rows. SC004: period. SC010: locked period.';
