create or replace function sched_engine.mark_abroad()
returns bigint
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    with marked as (
        insert into sched.stale_dates (resource_id, dates, cause, changed_by)
        select
            a.resource_id,
            daterange(t.today - 3, null),
            jsonb_build_object(
                'table', 'holiday_calendars', 'action', 'UPDATE', 'ids', jsonb_build_array(a.calendar_id)
            ),
            sched_engine.acting_user()
        from sched_engine.machines_abroad(array(select g.resource_id from sched.generated_dates as g)) as a
        cross join (select (sched_engine.current_instant() at time zone 'UTC')::date as today) as t
        where exists (
            select
            from sched.equipment_schedules as s
            inner join sched.holidays as h on h.id = s.holiday_id
            where s.resource_id = a.resource_id and s.schedule_date >= t.today - 3
                and s.planned_start_time > sched_engine.current_instant() and h.calendar_id = a.calendar_id
        )
        returning 1
    )

    select count(*) from marked
$$;

comment on function sched_engine.mark_abroad() is
    'Marks machines that keep holidays of the default calendar in their stored plan to come, although it is of another
country: so plans of versions in which it held everywhere follow. Returns how many.';

-- The worker refreshes them: others wait for whoever loads this.
select set_config('sched.refreshed_through', '9223372036854775807', true);
select sched_engine.mark_abroad();
