-- What counts in a statement of PostgREST: WITH pgrst_source AS (UPDATE ... WHERE ... RETURNING ...) SELECT ...
create or replace function sched_http.refuse_unfiltered()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- without quoted names, which the request chooses
    v_statement constant text := regexp_replace(current_query(), '"([^"]|"")*"', '', 'g');
begin
    if substring(v_statement from '\m(?:UPDATE|DELETE FROM)\M(?:(?!\mRETURNING\M).)*') !~ '\mWHERE\M' then
        perform sched_engine.refuse('SC019',
            format('%s without a filter would concern every row.', current_setting('request.method')),
            'Say which rows, for example ?id=eq.42; if you mean all of them, ?id=gt.0.');
    end if;
    return null;
end
$$;

comment on function sched_http.refuse_unfiltered() is
    'Trigger: refuses (SC019) a PATCH or DELETE request without a filter, which is more often a mistake than an order.
Looks at the text of the statement, since a request tells nothing else about its filters.';

-- The tables that requests write.
create or replace trigger a_refuse_unfiltered before update or delete on sched.resources
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.operating_patterns
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.pattern_rules
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.resource_pattern_assignments
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.holiday_calendars
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.holidays
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.resource_calendar_assignments
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.schedule_exceptions
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.system_configuration
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.webhook_subscriptions
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger a_refuse_unfiltered before update or delete on sched.api_keys
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();
