create or replace function sched_engine.is_scheduled(p_resource_id bigint)
returns boolean
language sql
stable
parallel safe
as $$
    select coalesce(
        (select r.requires_scheduling and r.is_active from sched.resources as r where r.id = p_resource_id), false
    )
$$;

comment on function sched_engine.is_scheduled(bigint) is 'Whether rows are planned for this resource today.';
