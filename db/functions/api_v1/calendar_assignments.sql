create or replace view api_v1.calendar_assignments as
select
    a.resource_id,
    r.resource_code::text as resource_code,
    a.calendar_id,
    (
        select c.calendar_code::text
        from sched.holiday_calendars as c
        where c.id = a.calendar_id
    ) as calendar_code,
    a.priority
from sched.resource_calendar_assignments as a
inner join sched.resources as r on r.id = a.resource_id;

comment on view api_v1.calendar_assignments is
    'Which resources observe which holiday calendars, with everything below them that has none of its own

Resource and calendar are given by id or by code. All calendars of a resource at once: assign_calendars. Embeds resources
and calendars.';
comment on column api_v1.calendar_assignments.resource_id is 'The resource; may be left out when resource_code is given.';
comment on column api_v1.calendar_assignments.resource_code is 'Its code; may be left out when resource_id is given.';
comment on column api_v1.calendar_assignments.calendar_id is 'The calendar; may be left out when calendar_code is given.';
comment on column api_v1.calendar_assignments.calendar_code is 'Its code; may be left out when calendar_id is given.';
comment on column api_v1.calendar_assignments.priority is
    '1 is the highest; the first calendar with an entry on a date decides. When left out: after the others.';

alter view api_v1.calendar_assignments owner to sched_views;
grant select on api_v1.calendar_assignments to sched_viewer, sched_planner, sched_admin;
grant insert, update, delete on api_v1.calendar_assignments to sched_planner, sched_admin;

create or replace trigger write_calendar_assignment
instead of insert or update or delete on api_v1.calendar_assignments
for each row execute function sched_http.write_calendar_assignment();
