create or replace view api_v2.absences as
select
    a.id,
    a.employee_id,
    e.employee_number::text as employee_number,
    case when sched_http.sees_kinds() then a.absence_kind::text end as absence_kind,
    a.absence_status::text as absence_status,
    a.start_date::date as start_date,
    a.end_date::date as end_date,
    a.start_time::timestamptz as start_time,
    a.end_time::timestamptz as end_time,
    a.created_at,
    a.updated_at
from sched.emp_absences as a
inner join sched.emp_employees as e on e.id = a.employee_id;

alter view api_v2.absences alter column absence_status set default 'approved';

comment on view api_v2.absences is
    'When somebody is not there

Whole business dates, or from one instant to another. Two of one person do not overlap unless one is cancelled (SC022).
Why somebody is absent is shown to few, but may be written. Whoever has a key of their own sees theirs. Embeds
employees.';
comment on column api_v2.absences.id is 'Surrogate key; absence_id elsewhere. Given by the system.';
comment on column api_v2.absences.employee_id is 'The employee; may be left out when employee_number is given.';
comment on column api_v2.absences.employee_number is 'Their number; may be left out when employee_id is given.';
comment on column api_v2.absences.absence_kind is
    'Why: vacation, sick, training or other (when left out); null for whoever may not see it. Null in a change keeps it.';
comment on column api_v2.absences.absence_status is
    'requested, approved (when left out) or cancelled; only approved ones take somebody out of the roster.';
comment on column api_v2.absences.start_date is
    'Of whole days: first business date, included; the shifts that begin on it.';
comment on column api_v2.absences.end_date is 'Of whole days: last business date, included.';
comment on column api_v2.absences.start_time is 'Of a part of a day: first instant.';
comment on column api_v2.absences.end_time is 'Of a part of a day: first instant back.';
comment on column api_v2.absences.created_at is 'When it was entered. Read-only.';
comment on column api_v2.absences.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.absences owner to sched_views;
grant select on api_v2.absences to sched_workforce_viewer, sched_employee;
grant insert, update, delete on api_v2.absences to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.absences
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.absences
for each row execute function sched_http.write_people(
    'emp_absences', 'sched_http.store_absence', '{}', '{}'
);
