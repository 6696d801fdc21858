create or replace function api_v1.preview_exception_change(
    exception_id bigint, changes jsonb default null, period_start date default null, period_end date default null
)
returns jsonb
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_engine.what_if(
        case
            when changes is null then jsonb_build_object('kind', 'cancel_exception', 'exception_id', exception_id)
            else jsonb_build_object('kind', 'edit_exception', 'exception_id', exception_id, 'changes', changes)
        end,
        period_start, period_end
    )
$$;

comment on function api_v1.preview_exception_change(bigint, jsonb, date, date) is
    'What a change of an exception would do to the plan, without making it

changes: the columns that would become different, as PATCH /exceptions takes them; null: it would be cancelled. Answers
like preview_assignment.';

grant execute on function api_v1.preview_exception_change(bigint, jsonb, date, date) to sched_planner, sched_admin;
