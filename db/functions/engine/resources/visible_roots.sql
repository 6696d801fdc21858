create or replace function sched_engine.visible_roots()
returns bigint[]
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(current_setting('sched.scope', true), '') in ('', '{}') then
        return null;
    end if;
    return array(
        select r.id
        from sched_engine.visible_resources as v
        inner join sched.resources as r on r.id = v.id
        where not coalesce(r.parent_resource_id in (select a.id from sched_engine.visible_resources as a), false)
        order by r.id
    );
end
$$;

comment on function sched_engine.visible_roots() is
    'The resources that all are below which the present request may see; null: the whole plant.';
