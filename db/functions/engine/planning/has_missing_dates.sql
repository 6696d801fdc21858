-- Inlined.
create or replace function sched_engine.has_missing_dates(p_resource_ids bigint[], p_from date, p_to date)
returns boolean
language sql
stable
parallel safe
as $$
    select exists (
        select from sched.generated_dates as g
        where g.resource_id = any(p_resource_ids) and not g.dates @> daterange(p_from, p_to, '[]')
    )
$$;

comment on function sched_engine.has_missing_dates(bigint[], date, date) is
    'Whether one of these resources has no plan yet on one of the business dates p_from to p_to.';
