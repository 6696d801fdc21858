create or replace function api_v1.preview_pattern_rules(
    pattern_code text, rules jsonb, cycle_days integer default null, anchor_date date default null,
    resource_id bigint default null, effective_date date default null, end_date date default null,
    period_start date default null, period_end date default null
)
returns jsonb
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.what_if(
        jsonb_strip_nulls(jsonb_build_object(
            'kind', 'pattern_rules',
            'pattern', pattern_code,
            'rules', rules,
            'cycle_days', cycle_days,
            'anchor_date', anchor_date,
            'resource_id', resource_id,
            'from', effective_date,
            'to', end_date
        )),
        period_start, period_end
    )
$$;

comment on function api_v1.preview_pattern_rules(
    text, jsonb, integer, date, bigint, date, date, date, date
) is
    'What new rules of a pattern would change, without storing them

Rules: an array of {cycle_day, start_time, end_time, is_operating, shift_code} in local wall time. With a
resource, the pattern is also assigned to it from effective_date (today) to end_date; so a pattern that
does not exist yet can be tried out. Answers like preview_assignment.';

grant execute on function api_v1.preview_pattern_rules(
    text, jsonb, integer, date, bigint, date, date, date, date
) to sched_planner, sched_admin;
