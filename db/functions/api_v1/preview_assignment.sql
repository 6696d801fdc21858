create or replace function api_v1.preview_assignment(
    resource_id bigint, pattern_id bigint, effective_date date, end_date date default null,
    period_start date default null, period_end date default null
)
returns jsonb
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select set_config('sched.offers', 'simple', true);
    select sched_engine.what_if(
        jsonb_strip_nulls(case when pattern_id is null
            then jsonb_build_object('kind', 'unassign', 'resource_id', resource_id, 'from', effective_date)
            else jsonb_build_object(
                'kind', 'assign', 'resource_id', resource_id, 'pattern_id', pattern_id,
                'from', effective_date, 'to', end_date
            )
        end),
        period_start, period_end
    )
$$;

comment on function api_v1.preview_assignment(bigint, bigint, date, date, date, date) is
    'What an assignment would change, without making it

The resource, and everything below it without a pattern of its own, follows the pattern from
effective_date to end_date (null: until replaced); pattern_id null: from effective_date on it inherits
its pattern. Returns hours gained and lost per machine and per shift code, the rows of the plan that
would change (the first 100), and the conflict, if the edit would be refused. The period is by default
from the first date of the edit, or today, to three months later.';

grant execute on function api_v1.preview_assignment(bigint, bigint, date, date, date, date)
to sched_planner, sched_admin;
