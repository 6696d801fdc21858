create or replace function sched_engine.coverage_work(p_requirement_ids bigint[], p_period tstzrange)
returns bigint
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        -- Two dates more, whose shifts reach into the period.
        select
            ceil(
                sum((select count(*) from sched.resources as m where m.path_ids @> array[a.resource_id]))
                * (2 + extract(epoch from upper(p_period) - lower(p_period)) / 86400)
            )
        from (
            select distinct q.resource_id from sched.emp_requirements as q where q.id = any(p_requirement_ids)
        ) as a
    );
end
$$;

comment on function sched_engine.coverage_work(bigint[], tstzrange) is
    'About what it takes to compute the coverage of these requirements in a period: their machines times days.';
