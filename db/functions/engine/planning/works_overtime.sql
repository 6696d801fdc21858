create or replace function sched_engine.works_overtime(
    p_resource_id bigint, p_start timestamptz, p_with_ancestors boolean
)
returns boolean
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(
        (
            select t.is_scheduled
            from sched.resource_states as t
            where t.resource_id = p_resource_id and t.valid_from <= p_start and t.valid_until > p_start
        ),
        false
    ) or p_with_ancestors and not sched_engine.is_scheduled(p_resource_id);
end
$$;

comment on function sched_engine.works_overtime(bigint, timestamptz, boolean) is
    'Whether overtime that starts at this instant is worked: who was not scheduled then has not worked, neither outside of
shifts nor over a holiday. p_with_ancestors: it also counts for a resource that is planned for the machines below it.';
