create or replace view api_v2.roster as
select
    s.employee_id,
    e.employee_number::text as employee_number,
    s.schedule_date,
    s.shift_code,
    s.shift_start_time,
    s.shift_end_time,
    sched_engine.hours(s.shift_start_time, s.shift_end_time) as hours,
    s.schedule_status,
    s.team_id,
    (
        select t.team_code::text
        from sched.emp_teams as t
        where t.id = s.team_id
    ) as team_code,
    s.pattern_id,
    s.absence_id,
    s.holiday_id,
    s.roster_change_id,
    s.owner_id,
    not exists (
        select from sched.emp_stale_dates as m
        where m.employee_ids @> array[s.employee_id] and m.dates @> s.schedule_date
    ) as is_current
from sched.emp_schedules as s
inner join sched.emp_employees as e on e.id = s.employee_id;

comment on view api_v2.roster is
    'The stored roster: one row per stretch of a shift of one person with one status

Filter by schedule_date and by employee. What happens on a shift: scheduled (worked), absent, holiday, off. Rows of one
person that are scheduled never overlap; breaks leave a gap.';
comment on column api_v2.roster.employee_id is 'Surrogate key of the person.';
comment on column api_v2.roster.employee_number is 'Number of the person.';
comment on column api_v2.roster.schedule_date is 'Business date: the local date on which the pattern has the shift.';
comment on column api_v2.roster.shift_code is 'Code of the shift, e.g. D, S, N.';
comment on column api_v2.roster.shift_start_time is 'First instant of the stretch.';
comment on column api_v2.roster.shift_end_time is 'First instant after the stretch.';
comment on column api_v2.roster.hours is 'Elapsed hours of the stretch, whatever its status.';
comment on column api_v2.roster.schedule_status is
    'scheduled: they work; absent: an absence cuts it; holiday: the team is off; off: a change took it away.';
comment on column api_v2.roster.team_id is 'The team whose shift it is; null: an extra shift.';
comment on column api_v2.roster.team_code is 'Its code.';
comment on column api_v2.roster.pattern_id is 'The pattern that the shift comes from; null: an extra shift.';
comment on column api_v2.roster.absence_id is 'The absence that cuts it.';
comment on column api_v2.roster.holiday_id is 'The holiday that stops it.';
comment on column api_v2.roster.roster_change_id is 'The change that brought the shift, moved it, or took it away.';
comment on column api_v2.roster.owner_id is 'Whose shift it was before it was swapped; null: their own.';
comment on column api_v2.roster.is_current is 'False while a large edit that may concern this date waits to be applied.';

alter view api_v2.roster owner to sched_views;
grant select on api_v2.roster to sched_workforce_viewer, sched_employee;
