create or replace function sched_engine.subtree_ids(p_codes text[])
returns bigint[]
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct r.id order by r.id), '{}')
    from unnest(p_codes) as c (code)
    inner join sched.resources as r on r.path_ids @> array[sched_engine.resource_id(c.code)]
$$;

comment on function sched_engine.subtree_ids(text[]) is
    'Ids of the resources with these codes and of everything below them; SC001 when there is no such code.';
