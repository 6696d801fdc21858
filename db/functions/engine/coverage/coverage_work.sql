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
        select ceil(count(*) * (2 + extract(epoch from upper(p_period) - lower(p_period)) / 86400))
        from sched.emp_requirements as q
        inner join sched.resources as m on m.path_ids @> array[q.resource_id]
        where q.id = any(p_requirement_ids)
    );
end
$$;

comment on function sched_engine.coverage_work(bigint[], tstzrange) is
    'About what it takes to compute the coverage of these requirements in a period: their machines times days.';
