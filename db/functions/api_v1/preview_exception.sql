create or replace function api_v1.preview_exception(
    resource_id bigint, exception_type text, start_datetime timestamptz,
    end_datetime timestamptz default null, impact_type text default 'no_operation',
    capacity_percent integer default null, recurrence_rule text default null,
    period_start date default null, period_end date default null,
    shift_minutes integer default null, shift_code text default null
)
returns jsonb
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.what_if(
        jsonb_strip_nulls(jsonb_build_object(
            'kind', 'exception',
            'resource_id', resource_id,
            'type', exception_type,
            'start', to_char(start_datetime at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'),
            'end', to_char(end_datetime at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"'),
            'impact', impact_type,
            'capacity_percent', capacity_percent,
            'recurrence_rule', recurrence_rule,
            'shift_minutes', shift_minutes,
            'shift_code', shift_code
        )),
        period_start, period_end
    )
$$;

comment on function api_v1.preview_exception(
    bigint, text, timestamptz, timestamptz, text, integer, text, date, date, integer, text
) is
    'What an exception would change, without making it

Changes the plan of the resource and everything below it during [start_datetime, end_datetime); no end:
until it is closed. Answers like preview_assignment.';

grant execute on function api_v1.preview_exception(
    bigint, text, timestamptz, timestamptz, text, integer, text, date, date, integer, text
) to sched_planner, sched_admin;
