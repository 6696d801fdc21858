create or replace function sched_engine.schedulable_resources(p_resource_ids bigint[])
returns bigint[]
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(r.id order by r.id), '{}')
    from sched.resources as r
    where r.requires_scheduling and r.is_active and (p_resource_ids is null or r.id = any(p_resource_ids))
$$;

comment on function sched_engine.schedulable_resources(bigint[]) is
    'Ids, ascending, of those resources (NULL: all) that are active and require scheduling.';
