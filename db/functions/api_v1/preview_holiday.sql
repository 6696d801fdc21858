create or replace function api_v1.preview_holiday(
    calendar_id bigint, holiday_date date, start_time time default null, end_time time default null,
    affects_scheduling boolean default true, period_start date default null, period_end date default null
)
returns jsonb
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.what_if(
        jsonb_strip_nulls(jsonb_build_object(
            'kind', 'holiday',
            'calendar_id', calendar_id,
            'date', holiday_date,
            'from_time', start_time,
            'to_time', end_time,
            'working', not affects_scheduling
        )),
        period_start, period_end
    )
$$;

comment on function api_v1.preview_holiday(bigint, date, time, time, boolean, date, date) is
    'What an entry of a calendar would change, without adding it

Times are local wall time, null: the whole date. affects_scheduling = false: the plant works on that
date. Answers like preview_assignment.';

grant execute on function api_v1.preview_holiday(bigint, date, time, time, boolean, date, date)
to sched_planner, sched_admin;
