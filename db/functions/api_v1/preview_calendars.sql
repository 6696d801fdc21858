create or replace function api_v1.preview_calendars(
    resource_id bigint, calendar_ids bigint[], period_start date default null, period_end date default null
)
returns jsonb
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.what_if(
        jsonb_build_object('kind', 'calendars', 'resource_id', resource_id, 'calendar_ids', calendar_ids),
        period_start, period_end
    )
$$;

comment on function api_v1.preview_calendars(bigint, bigint[], date, date) is
    'What a list of calendars would change, without assigning it

The resource, and everything below it without calendars of its own, observes these, in order of priority;
none: it inherits. Answers like preview_assignment.';

grant execute on function api_v1.preview_calendars(bigint, bigint[], date, date)
to sched_planner, sched_admin;
