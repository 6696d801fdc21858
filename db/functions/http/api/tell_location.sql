create or replace function sched_http.tell_location()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_made bigint;
begin
    -- An upsert comes here with an id that may not be used.
    if coalesce(current_setting('request.method', true), '') <> 'POST'
        or not current_setting('request.path', true) = any(tg_argv[1]::text[])
        or current_setting('request.headers', true)::json ->> 'prefer' ~ 'resolution='
    then
        return new;
    end if;
    v_made := coalesce(nullif(current_setting('sched.rows_made', true), ''), '0')::bigint + 1;
    perform set_config('sched.rows_made', v_made::text, true);
    if v_made > 2 then
        return new;
    end if;
    perform set_config('response.headers', case when v_made = 1 then
        json_build_array(json_build_object('Location', format('/%s?id=eq.%s', tg_argv[0], new.id)))::text
    else '[]' end, true);
    if current_setting('request.path', true) ~ '^/rpc/' then
        perform set_config('response.status', '201', true);
    end if;
    return new;
end
$$;

comment on function sched_http.tell_location() is
    'Trigger: where a row that was created over HTTP is found, in the header Location; PostgREST tells it only to
whoever does not want the row itself. With more than one row there is none. A function that creates answers 201. For
each row, because PostgREST reads the headers before triggers of a statement run. Arguments: the view of the API, and
the paths of requests that create its rows.';

create or replace trigger tell_location before insert on sched.resources
for each row execute function sched_http.tell_location('resources', '{/resources}');

create or replace trigger tell_location before insert on sched.operating_patterns
for each row
execute function sched_http.tell_location('patterns', '{/patterns,/rpc/create_pattern,/rpc/copy_pattern}');

create or replace trigger tell_location before insert on sched.pattern_rules
for each row execute function sched_http.tell_location('pattern_rules', '{/pattern_rules}');

create or replace trigger tell_location before insert on sched.resource_pattern_assignments
for each row
execute function sched_http.tell_location('pattern_assignments', '{/pattern_assignments,/rpc/assign_pattern}');

create or replace trigger tell_location before insert on sched.schedule_exceptions
for each row execute function sched_http.tell_location('exceptions', '{/exceptions}');

create or replace trigger tell_location before insert on sched.holiday_calendars
for each row execute function sched_http.tell_location('calendars', '{/calendars}');

create or replace trigger tell_location before insert on sched.holidays
for each row execute function sched_http.tell_location('holidays', '{/holidays}');

create or replace trigger tell_location before insert on sched.webhook_subscriptions
for each row execute function sched_http.tell_location('webhooks', '{/webhooks}');

create or replace trigger tell_location before insert on sched.emp_departments
for each row execute function sched_http.tell_location('departments', '{/departments}');

create or replace trigger tell_location before insert on sched.emp_positions
for each row execute function sched_http.tell_location('positions', '{/positions}');

create or replace trigger tell_location before insert on sched.emp_employees
for each row execute function sched_http.tell_location('employees', '{/employees}');

create or replace trigger tell_location before insert on sched.emp_teams
for each row execute function sched_http.tell_location('teams', '{/teams}');

create or replace trigger tell_location before insert on sched.emp_team_assignments
for each row execute function sched_http.tell_location('team_assignments', '{/team_assignments}');

create or replace trigger tell_location before insert on sched.emp_team_resources
for each row execute function sched_http.tell_location('team_resources', '{/team_resources}');

create or replace trigger tell_location before insert on sched.emp_resource_qualifications
for each row execute function sched_http.tell_location('qualifications', '{/qualifications}');

create or replace trigger tell_location before insert on sched.emp_resource_assignments
for each row execute function sched_http.tell_location('resource_assignments', '{/resource_assignments}');

create or replace trigger tell_location before insert on sched.emp_absences
for each row execute function sched_http.tell_location('absences', '{/absences}');

create or replace trigger tell_location before insert on sched.emp_roster_changes
for each row execute function sched_http.tell_location('roster_changes', '{/roster_changes}');

create or replace trigger tell_location before insert on sched.emp_requirements
for each row execute function sched_http.tell_location('requirements', '{/requirements}');
