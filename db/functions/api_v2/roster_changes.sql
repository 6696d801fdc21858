create or replace view api_v2.roster_changes as
select
    c.id,
    c.employee_id,
    e.employee_number::text as employee_number,
    c.change_kind::text as change_kind,
    c.change_status::text as change_status,
    c.schedule_date::date as schedule_date,
    c.start_time::timestamptz as start_time,
    c.end_time::timestamptz as end_time,
    c.shift_code,
    c.shift_minutes,
    c.taken_by_id,
    k.employee_number::text as taken_by_number,
    c.returned_for_id,
    c.created_at,
    c.updated_at
from sched.emp_roster_changes as c
inner join sched.emp_employees as e on e.id = c.employee_id
left join sched.emp_employees as k on k.id = c.taken_by_id;

alter view api_v2.roster_changes alter column change_status set default 'approved';

comment on view api_v2.roster_changes is
    'Changes of the roster of one person on one business date

A shift more; the shifts of the date cancelled, moved, or worked by another. One change of a date that is not an extra
shift (SC022). Embeds employees, by the column that leads there: employees!employee_id or employees!taken_by_id.';
comment on column api_v2.roster_changes.id is 'Surrogate key; roster_change_id elsewhere. Given by the system.';
comment on column api_v2.roster_changes.employee_id is 'The employee; may be left out when employee_number is given.';
comment on column api_v2.roster_changes.employee_number is 'Their number; may be left out when employee_id is given.';
comment on column api_v2.roster_changes.change_kind is
    'extra (a shift more), off, moved, or swap (worked by another).';
comment on column api_v2.roster_changes.change_status is
    'proposed, accepted, approved (when left out), refused or cancelled; only approved ones count.';
comment on column api_v2.roster_changes.schedule_date is
    'Business date of the shifts; of an extra shift, when left out, the one on which it begins.';
comment on column api_v2.roster_changes.start_time is 'Of an extra shift: first instant.';
comment on column api_v2.roster_changes.end_time is 'Of an extra shift: first instant no longer.';
comment on column api_v2.roster_changes.shift_code is 'Of an extra shift.';
comment on column api_v2.roster_changes.shift_minutes is 'Of a moved shift: minutes, negative is earlier.';
comment on column api_v2.roster_changes.taken_by_id is 'Of a swap: who works the shifts instead.';
comment on column api_v2.roster_changes.taken_by_number is 'Their number; may be left out when taken_by_id is given.';
comment on column api_v2.roster_changes.returned_for_id is
    'The other half of an exchange: this gives a shift in return for that one.';
comment on column api_v2.roster_changes.created_at is 'When it was entered. Read-only.';
comment on column api_v2.roster_changes.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.roster_changes owner to sched_views;
grant select on api_v2.roster_changes to sched_workforce_viewer;
grant insert, update, delete on api_v2.roster_changes to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.roster_changes
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.roster_changes
for each row execute function sched_http.write_people(
    'emp_roster_changes', 'sched_http.store_roster_change', '{}', '{}'
);
