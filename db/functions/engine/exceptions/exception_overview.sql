create or replace view sched_engine.exception_overview as
select
    e.id,
    r.resource_code::text as resource_code,
    r.path_ids,
    e.exception_type,
    e.impact_type,
    e.capacity_percent,
    e.start_datetime at time zone z.time_zone as start_local,
    e.end_datetime at time zone z.time_zone as end_local,
    z.time_zone,
    case
        when not e.is_active then 'cancelled'
        when e.end_datetime <= sched_engine.current_instant() and e.recurrence_rule is null then 'past'
        when e.start_datetime > sched_engine.current_instant() then 'planned'
        else 'in force'
    end as state,
    e.description::text as description,
    e.created_by::text as created_by,
    e.recurrence_rule,
    e.shift_minutes,
    e.shift_code,
    e.recurrence_excluded
from sched.schedule_exceptions as e
inner join sched.resources as r on r.id = e.resource_id
cross join lateral sched_engine.effective_time_zones(array[e.resource_id]) as z;

comment on view sched_engine.exception_overview is
    'Exceptions for people to read: local time of the resource, and whether they are planned, in force,
past or cancelled.';
