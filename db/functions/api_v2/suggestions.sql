create or replace view api_v2.suggestions as
select
    s.id,
    s.optimization_id,
    s.employee_id,
    e.employee_number::text as employee_number,
    s.requirement_id,
    s.resource_id,
    s.schedule_date::date as schedule_date,
    s.shift_code,
    s.start_time::timestamptz as start_time,
    s.end_time::timestamptz as end_time,
    s.suggestion_status,
    s.reason,
    s.decided_at,
    s.decided_by::text as decided_by,
    s.roster_change_id
from sched.emp_suggestions as s
inner join sched.emp_employees as e on e.id = s.employee_id;

comment on view api_v2.suggestions is
    'Shifts that the optimizer suggests

Each an extra shift for somebody. Decide with rpc/accept_suggestions and rpc/reject_suggestions.';
comment on column api_v2.suggestions.id is 'Surrogate key; suggestion_id elsewhere.';
comment on column api_v2.suggestions.optimization_id is 'The run that it comes from.';
comment on column api_v2.suggestions.employee_id is 'Who would work it.';
comment on column api_v2.suggestions.employee_number is 'Their number.';
comment on column api_v2.suggestions.requirement_id is 'The requirement of which it closes a gap.';
comment on column api_v2.suggestions.resource_id is 'Where people are missing.';
comment on column api_v2.suggestions.schedule_date is 'Business date for which it would count.';
comment on column api_v2.suggestions.shift_code is 'Of the shift of the machines.';
comment on column api_v2.suggestions.start_time is 'First instant.';
comment on column api_v2.suggestions.end_time is 'First instant after it.';
comment on column api_v2.suggestions.suggestion_status is
    'open; accepted: it is in the roster; rejected; stale: when it was to be accepted, it no longer fitted.';
comment on column api_v2.suggestions.reason is 'What it is for; of a stale one, why it no longer fits.';
comment on column api_v2.suggestions.decided_at is 'When it was decided.';
comment on column api_v2.suggestions.decided_by is 'Who decided.';
comment on column api_v2.suggestions.roster_change_id is 'Of an accepted one: the change of the roster that it became.';

alter view api_v2.suggestions owner to sched_views;
grant select on api_v2.suggestions to sched_workforce_viewer;
