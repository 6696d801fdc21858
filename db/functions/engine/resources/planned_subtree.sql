create or replace function sched_engine.planned_subtree(p_codes text[])
returns bigint[]
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(r.id order by r.hierarchy_path), '{}')
    from sched.resources as r
    where (
            coalesce(p_codes, '{}') = '{}'
            or r.path_ids && array(select sched_engine.resource_id(c.code) from unnest(p_codes) as c (code))
        )
        and (
            (r.requires_scheduling and r.is_active)
            or exists (select from sched.generated_dates as g where g.resource_id = r.id and g.dates <> '{}')
        )
$$;

comment on function sched_engine.planned_subtree(text[]) is
    'Ids of all resources with a plan, or that should have one, at and below the resources with these
codes (null or empty: the whole plant), neighbours in the tree side by side. SC001: unknown code.';
