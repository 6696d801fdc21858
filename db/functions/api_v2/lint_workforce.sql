create or replace function api_v2.lint_workforce(start_date date default null, end_date date default null)
returns setof sched_engine.lint_finding
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select * from sched_engine.lint_workforce(start_date, end_date)
$$;

comment on function api_v2.lint_workforce(date, date) is
    'What is likely a mistake about people, worst first

severity (error, warning, info), code (LINT-020 to LINT-028), subject and location, business dates, message and remedy;
by default of the next 90 days. People by number. Errors: SC004 period.';

grant execute on function api_v2.lint_workforce(date, date) to sched_workforce_viewer;
