create or replace function sched_engine.move_subtree()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- The update below fires this trigger again; so does one that touches no row at all.
    if not exists (
        select from new_rows as n
        inner join old_rows as o on o.id = n.id
        where (o.path_ids, o.hierarchy_path) is distinct from (n.path_ids, n.hierarchy_path)
    ) then
        return null;
    end if;

    -- Children of resources whose path changed, and theirs, level by level from the top.
    with recursive moved as (
        select
            n.id,
            n.path_ids,
            n.hierarchy_path,
            0 as steps
        from new_rows as n
        inner join old_rows as o on o.id = n.id
        where (o.path_ids, o.hierarchy_path) is distinct from (n.path_ids, n.hierarchy_path)
        union all
        select
            c.id,
            m.path_ids || c.id,
            concat_ws('.', m.hierarchy_path, c.resource_code),
            m.steps + 1
        from moved as m
        inner join sched.resources as c on c.parent_resource_id = m.id
    )

    -- When a row was placed, what is above it in the same statement may not have moved yet: the path that comes
    -- from the topmost resource that has moved is the one that holds.
    update sched.resources as r
    set path_ids = m.path_ids, hierarchy_path = m.hierarchy_path
    from (select distinct on (i.id) i.* from moved as i order by i.id, i.steps desc) as m
    where r.id = m.id and (r.path_ids, r.hierarchy_path) is distinct from (m.path_ids, m.hierarchy_path);
    return null;
end
$$;

comment on function sched_engine.move_subtree() is 'Trigger: carries a changed path to everything below it.';

create or replace trigger move_subtree
after update on sched.resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.move_subtree();
