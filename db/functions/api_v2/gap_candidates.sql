create or replace function api_v2.gap_candidates(
    requirement_id bigint, start_time timestamptz, end_time timestamptz, schedule_date date default null
)
returns table (
    employee_id bigint,
    employee_number text,
    rank integer,
    reason text,
    why text,
    hours numeric,
    warnings text[],
    works_elsewhere boolean
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_gap(
        gap_candidates.requirement_id, gap_candidates.start_time, gap_candidates.end_time
    );
    return query
    select
        c.employee_id,
        v.employee_number::text,
        c.rank,
        c.reason,
        c.why,
        c.hours,
        c.warnings,
        c.works_elsewhere
    from sched_engine.gap_candidates(
        gap_candidates.requirement_id, gap_candidates.start_time, gap_candidates.end_time, gap_candidates.schedule_date
    ) as c
    inner join sched_engine.visible_employees as v on v.id = c.employee_id;
end
$$;

comment on function api_v2.gap_candidates(bigint, timestamptz, timestamptz, date) is
    'Who could fill a gap, in a fair order

Everybody who works near the resource of the requirement or is qualified there, with rank (1: to ask first; null: cannot),
reason (available, on_shift, absent, not_qualified, breaks_rule) and why, hours in the four weeks that end with the date, and
the work rules that would be warned of. works_elsewhere: they count there only when they are assigned to the resource.
schedule_date: business date of the extra shift; null: the local date of start_time. Errors: SC021 unknown requirement, SC004
period.';

grant execute on function api_v2.gap_candidates(bigint, timestamptz, timestamptz, date) to sched_workforce_viewer;
