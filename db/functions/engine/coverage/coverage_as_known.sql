create or replace function sched_engine.coverage_as_known(
    p_resource_ids bigint[], p_from date, p_to date, p_known_at timestamptz
)
returns table (
    requirement_id bigint, resource_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz,
    required integer, present integer, missing integer, surplus integer
)
language plpgsql
stable
rows 1000
set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('sched.coverage_known_at', coalesce(p_known_at::text, ''), true);
    return query
    select c.* from sched_engine.coverage(p_resource_ids, p_from, p_to) as c;
    -- An error takes it back by itself.
    perform set_config('sched.coverage_known_at', '', true);
end
$$;

comment on function sched_engine.coverage_as_known(bigint[], date, date, timestamptz) is
    'sched_engine.coverage by the plan of the machines and the roster as they stood at p_known_at, and by the requirements,
teams and qualifications of now. What was missing then by those of then: sched_engine.gaps_as_known. SC004: period.';
