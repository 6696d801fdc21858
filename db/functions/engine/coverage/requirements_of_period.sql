create or replace function sched_engine.requirements_of_period(
    p_requirement_ids bigint[], p_resource_ids bigint[], p_period tstzrange
)
returns bigint[]
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Shifts of these dates may reach into the period.
    return (
        select sched_engine.connected_requirements(
            p_requirement_ids,
            (lower(p_period) at time zone 'UTC')::date - 4, (upper(p_period) at time zone 'UTC')::date + 3,
            p_resource_ids
        )
    );
end
$$;

comment on function sched_engine.requirements_of_period(bigint[], bigint[], tstzrange) is
    'sched_engine.connected_requirements for all business dates whose shifts may lie in a period.';
