create or replace function sched_engine.common_ancestor(p_resource_ids bigint[])
returns bigint
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select u.id
    from sched.resources as r
    cross join lateral unnest(r.path_ids) with ordinality as u (id, depth)
    where r.id = any(p_resource_ids)
    group by u.id
    having count(*) = (select count(distinct i.id) from unnest(p_resource_ids) as i (id))
    order by max(u.depth) desc
    limit 1
$$;

comment on function sched_engine.common_ancestor(bigint[]) is
    'The lowest resource that all of these are, or are below; null: there is none.';
