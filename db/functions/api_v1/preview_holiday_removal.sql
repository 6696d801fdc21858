create or replace function api_v1.preview_holiday_removal(
    holiday_id bigint, period_start date default null, period_end date default null
)
returns jsonb
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.what_if(
        jsonb_build_object('kind', 'remove_holiday', 'holiday_id', holiday_id), period_start, period_end
    )
$$;

comment on function api_v1.preview_holiday_removal(bigint, date, date) is
    'What would change if an entry of a calendar were removed, without removing it

What the other entries and calendars of its dates then decide is counted. The period is by default its date,
or today when it recurs, to three months from then or from today, whichever is later. Answers like preview_assignment. Errors: SC001 unknown entry.';

grant execute on function api_v1.preview_holiday_removal(bigint, date, date) to sched_planner, sched_admin;
