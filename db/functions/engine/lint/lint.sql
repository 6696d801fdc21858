create or replace function sched_engine.lint(p_from date default null, p_to date default null)
returns setof sched_engine.lint_finding
language plpgsql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_today constant date := sched_engine.current_instant() at time zone 'UTC';
    v_months constant integer
    := coalesce(nullif(sched_engine.setting_int('rolling_horizon_months', 12), 0), 12);
    v_from constant date := coalesce(p_from, v_today);
    v_to constant date := coalesce(p_to, (v_from + make_interval(months => v_months))::date - 1);
begin
    perform sched_engine.check_period(v_from, v_to);
    return query
    select f.*
    from (
        select * from sched_engine.lint_missing_patterns(v_from, v_to)
        union all
        select * from sched_engine.lint_calendars(v_from, v_to)
        union all
        select * from sched_engine.lint_default_calendar(v_from, v_to)
        union all
        select * from sched_engine.lint_working_entries(v_from, v_to)
        union all
        select * from sched_engine.lint_exceptions(v_from, v_to)
        union all
        select * from sched_engine.lint_clock_gaps(v_from, v_to)
        union all
        select * from sched_engine.lint_overtime(v_from, v_to)
        union all
        select * from sched_engine.lint_patterns(v_from, v_to)
        union all
        select * from sched_engine.lint_assignments(v_from, v_to)
        union all
        select * from sched_engine.lint_resources()
    ) as f
    -- Row security does not reach in here.
    where coalesce(current_setting('sched.scope', true), '') in ('', '{}')
        or case f.subject
            when 'resource' then f.location in (select v.resource_code from sched_engine.visible_resources as v)
            when 'exception' then f.location in (
                select e.id::text
                from sched.schedule_exceptions as e
                inner join sched_engine.visible_resources as v on v.id = e.resource_id
            )
            else f.subject in ('pattern', 'calendar') -- the whole plant shares them
        end
    order by array_position('{error,warning,info}', f.severity), f.code, f.location, f.first_date, f.message;
end
$$;

comment on function sched_engine.lint(date, date) is
    'What is likely a mistake in the model, worst first: severity (error, warning, info), code, what and
where, the business dates concerned, and what to do. Looks at p_from (today) to p_to
(rolling_horizon_months later). SC004: no period.';

grant execute on function sched_engine.lint(date, date)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
