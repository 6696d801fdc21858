create or replace function sched_engine.gaps_as_known(
    p_resource_ids bigint[], p_from date, p_to date, p_known_at timestamptz
)
returns table (
    requirement_id bigint, resource_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz,
    required integer, present integer, opened_at timestamptz, closed_at timestamptz
)
language plpgsql
stable
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_period(p_from, p_to);
    return query
    select
        g.requirement_id,
        g.resource_id,
        g.schedule_date,
        g.start_time,
        g.end_time,
        g.required,
        g.present,
        g.opened_at,
        g.closed_at
    from (
        select
            c.*,
            null::timestamptz as closed_at
        from sched.emp_coverage_gaps as c
        union all
        select * from sched.emp_closed_gaps
    ) as g
    where g.schedule_date between p_from and p_to
        and g.opened_at <= p_known_at and (g.closed_at is null or g.closed_at > p_known_at)
        and (
            p_resource_ids is null
            or exists (select from sched.resources as r where r.id = g.resource_id and r.path_ids && p_resource_ids)
        );
end
$$;

comment on function sched_engine.gaps_as_known(bigint[], date, date, timestamptz) is
    'The gaps at and below these resources (null: everywhere) on the business dates p_from to p_to, both included, as they
were told at p_known_at, by the requirements of then; closed_at: when they were closed or became others since. SC004: period.';
