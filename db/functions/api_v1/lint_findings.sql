create or replace view api_v1.lint_findings as
select
    f.severity,
    f.code,
    f.subject,
    f.location,
    f.first_date,
    f.last_date,
    f.message,
    f.remedy
from sched_oee.lint_findings as f;

comment on view api_v1.lint_findings is
    'What is likely a mistake in patterns, assignments, calendars and exceptions of the months ahead, worst first';
comment on column api_v1.lint_findings.severity is
    'error: the plan is wrong or not current; warning: probably not meant; info: worth a look.';
comment on column api_v1.lint_findings.code is 'Kind of finding, LINT-001 to LINT-013.';
comment on column api_v1.lint_findings.subject is 'What it is about: resource, pattern, calendar or exception.';
comment on column api_v1.lint_findings.location is 'Which one: its code, or the id of an exception.';
comment on column api_v1.lint_findings.first_date is 'First business date concerned; null: at any time.';
comment on column api_v1.lint_findings.last_date is 'Last business date concerned; null: at any time, or no end.';
comment on column api_v1.lint_findings.message is 'What was found.';
comment on column api_v1.lint_findings.remedy is 'What to do about it.';

alter view api_v1.lint_findings owner to sched_views;
grant select on api_v1.lint_findings to sched_viewer, sched_planner, sched_admin;
