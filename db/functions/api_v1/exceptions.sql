create or replace view api_v1.exceptions as
select
    e.id,
    e.resource_id,
    r.resource_code::text as resource_code,
    e.exception_type,
    e.impact_type,
    e.capacity_percent,
    e.start_datetime,
    e.end_datetime,
    e.recurrence_rule,
    e.recurrence_excluded,
    e.recurrence_added,
    e.shift_minutes,
    e.shift_code,
    e.description,
    e.is_active,
    case
        when not e.is_active then 'cancelled'
        when e.end_datetime <= sched_engine.current_instant() and e.recurrence_rule is null then 'past'
        when e.start_datetime > sched_engine.current_instant() then 'planned'
        else 'in_force'
    end as state,
    e.created_by,
    e.created_at
from sched.schedule_exceptions as e
inner join sched.resources as r on r.id = e.resource_id;

comment on view api_v1.exceptions is
    'Maintenance, breakdowns, shutdowns, reduced capacity, moved shifts and overtime

Each applies to a resource and everything below it, from start_datetime up to, but not including, end_datetime. The resource
is given as resource_id or resource_code. An array is stored as a whole or not at all. Deleting cancels: the exception stays
readable with is_active = false, as evidence of what was planned. Embeds resources.';
comment on column api_v1.exceptions.id is 'Surrogate key; exception_id elsewhere. Given by the system.';
comment on column api_v1.exceptions.resource_id is 'The resource; may be left out when resource_code is given.';
comment on column api_v1.exceptions.resource_code is 'Its code; may be left out when resource_id is given.';
comment on column api_v1.exceptions.exception_type is 'Reason for the change.';
comment on column api_v1.exceptions.impact_type is
    'How: no_operation (when left out) stops it, reduced leaves capacity_percent, shifted moves shifts that start during it by
shift_minutes; overtime is always additional.';
comment on column api_v1.exceptions.capacity_percent is 'Share of full capacity left, 1 to 99, for impact reduced.';
comment on column api_v1.exceptions.start_datetime is 'First instant affected.';
comment on column api_v1.exceptions.end_datetime is 'First instant back to normal; null: until it is closed.';
comment on column api_v1.exceptions.recurrence_rule is
    'RFC 5545 recurrence rule, by the clock of the resource; null: happens once.';
comment on column api_v1.exceptions.recurrence_excluded is 'Local starts of occurrences that do not happen.';
comment on column api_v1.exceptions.recurrence_added is 'Local starts of further occurrences.';
comment on column api_v1.exceptions.shift_minutes is
    'Minutes by which shifts move, for impact shifted; negative is earlier.';
comment on column api_v1.exceptions.shift_code is 'Shift code of the operating time that overtime adds.';
comment on column api_v1.exceptions.description is 'What happens, in words.';
comment on column api_v1.exceptions.is_active is 'False: cancelled; kept as evidence, without effect.';
comment on column api_v1.exceptions.state is 'planned, in_force, past or cancelled. Read-only.';
comment on column api_v1.exceptions.created_by is 'Who entered it. Read-only.';
comment on column api_v1.exceptions.created_at is 'When it was entered. Read-only.';

alter view api_v1.exceptions owner to sched_views;
grant select on api_v1.exceptions to sched_viewer, sched_planner, sched_admin;
grant insert, update, delete on api_v1.exceptions to sched_planner, sched_admin;

create or replace trigger write_exception
instead of insert or update or delete on api_v1.exceptions
for each row execute function sched_http.write_exception();
